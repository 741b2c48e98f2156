package io.holdfast.restoreengine.contents;

/** Builds the query for the settings that affect the text of a table, besides those that pg_dump always sets. */
final class TextOutputSettingsQuery {

    private TextOutputSettingsQuery() {}

    /**
     * Includes types within types: of domains, arrays, composites, ranges and multiranges. Multiranges exist from version 14
     * on.
     *
     * @param table quoted name, for use in an {@code E'…'} literal
     */
    static String question(String table) {
        return "copy (with recursive used (type) as ("
                + "select a.atttypid from pg_catalog.pg_attribute a where a.attrelid = E'" + table
                + "'::pg_catalog.regclass and a.attnum > 0 and not a.attisdropped union"
                + " select inner_type.oid from used join pg_catalog.pg_type t on t.oid = used.type,"
                + " lateral (select t.typbasetype union all select t.typelem"
                + " union all select r.rngsubtype from pg_catalog.pg_range r where r.rngtypid = t.oid"
                + " or pg_catalog.to_jsonb(r) ->> 'rngmultitypid' = t.oid::pg_catalog.text"
                + " union all select a.atttypid from pg_catalog.pg_attribute a"
                + " where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) inner_type (oid)"
                + " where inner_type.oid <> 0)"
                + " select distinct case type when 'pg_catalog.bytea'::pg_catalog.regtype then 'bytea_output'"
                + " when 'pg_catalog.money'::pg_catalog.regtype then 'lc_monetary' else 'TimeZone' end from used"
                + " where type in ('pg_catalog.bytea'::pg_catalog.regtype, 'pg_catalog.money'::pg_catalog.regtype,"
                + " 'pg_catalog.timestamptz'::pg_catalog.regtype)) to stdout with (encoding 'UTF8')";
    }
}
