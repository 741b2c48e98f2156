package io.holdfast.restoreengine.live;

import io.holdfast.restoreengine.contents.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the sequences that columns own, and those that column defaults name. */
final class ReadColumnSequences {

    /**
     * The identity column of a partition uses the sequence of a table above it. A domain is a number if its base type is one. A
     * sequence name that is text is looked up when the default is evaluated, so no dependency exists. PostgreSQL before 8.1
     * wrote all defaults this way.
     */
    private static final String SEQUENCES = """
            with recursive up(oid) as (
              select unnest(?::oid[])
              union
              select i.inhparent from up u join pg_class c on c.oid = u.oid and c.relispartition
                join pg_inherits i on i.inhrelid = u.oid),
            late as (
              select a.attname, a.atttypid, n.nspname, replace((regexp_match(pg_get_expr(f.adbin, f.adrelid),
                  $$nextval\\(\\('((?:[^']|'')+)'::text\\)::regclass\\)$$))[1], $$''$$, $$'$$) as named
              from up u join pg_attribute a on a.attrelid = u.oid and a.attnum > 0
                join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
                join pg_class t on t.oid = u.oid join pg_namespace n on n.oid = t.relnamespace),
            found(seq, attname, atttypid) as (
              select d.objid, a.attname, a.atttypid from up u join pg_attribute a on a.attrelid = u.oid and a.attnum > 0
                join pg_depend d on d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
                  and d.refobjid = a.attrelid and d.refobjsubid = a.attnum and d.deptype in ('a', 'i')
              union
              select d.refobjid, a.attname, a.atttypid from up u join pg_attribute a on a.attrelid = u.oid and a.attnum > 0
                join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
                join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = f.oid
                  and d.refclassid = 'pg_class'::regclass
              union
              select coalesce(to_regclass(l.named), to_regclass(quote_ident(l.nspname) || '.' || l.named)), l.attname, l.atttypid
              from late l)
            select distinct s.seqrelid, n.nspname, c.relname, f.attname, s.seqincrement, s.seqmin, s.seqmax,
              pg_has_role(c.relowner, 'USAGE') as owned,
              has_sequence_privilege(c.oid, 'SELECT') and has_sequence_privilege(c.oid, 'UPDATE')
                and has_schema_privilege(n.oid, 'USAGE') as usable,
              exists (with recursive base(oid) as (select f.atttypid
                  union select t.typbasetype from base b join pg_type t on t.oid = b.oid and t.typtype = 'd')
                select from base where oid in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype)) as number
            from found f join pg_sequence s on s.seqrelid = f.seq join pg_class c on c.oid = f.seq
              join pg_namespace n on n.oid = c.relnamespace order by 2, 3, 4""";

    private ReadColumnSequences() {}

    static List<ColumnSequence> of(Connection session, List<RequestedTable> tables) throws SQLException {
        List<ColumnSequence> sequences = new ArrayList<>();
        try (PreparedStatement query = session.prepareStatement(SEQUENCES)) {
            for (RequestedTable table : tables) {
                query.setArray(
                        1,
                        session.createArrayOf(
                                "oid", table.tree().stream().map(LiveTable::oid).toArray()));
                sequences.addAll(ReadTableCatalogInfo.rows(
                        query,
                        row -> new ColumnSequence(
                                row.getLong("seqrelid"),
                                new TableName(row.getString("nspname"), row.getString("relname")),
                                table.table(),
                                row.getString("attname"),
                                row.getBoolean("number"),
                                row.getBoolean("owned"),
                                row.getBoolean("usable"),
                                row.getLong("seqincrement"),
                                row.getLong("seqmin"),
                                row.getLong("seqmax"))));
            }
        }
        return sequences;
    }
}
