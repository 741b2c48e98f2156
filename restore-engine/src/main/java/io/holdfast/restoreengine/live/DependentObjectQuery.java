package io.holdfast.restoreengine.live;

import io.holdfast.postgrestools.PostgresTextEncoding;

/**
 * Queries {@code pg_depend} for an in-place restore: which objects of the database would be dropped, and which objects prevent
 * that. pg_restore drops each object of the archive with a separate statement without CASCADE, the last entry first. So a
 * dependent object must be dropped before the object that it depends on, either by its own statement or together with the
 * object that it is a part of. The query does not need to know the types of objects. It matches only names, by the rules of
 * pg_dump's entries.
 */
final class DependentObjectQuery {

    private static final String ENCODING = "ENCODING";

    /** The name of an object as in an archive: its schema, and its name after the name of its table. */
    private static final String NAMES = """
            toc as (
              select convert_from(decode(schema, 'hex'), ENCODING) as schema, convert_from(decode(name, 'hex'), ENCODING) as name,
                lower(type) as type, place
              from unnest(?::text[], ?::text[], ?::text[]) with ordinality as t (schema, name, type, place)),
            dep as (
              select distinct classid, objid, refclassid, refobjid, deptype from pg_depend
              where objid >= 16384 and refobjid >= 16384 and (classid, objid) <> (refclassid, refobjid)),
            known as (select classid, objid from dep union select refclassid, refobjid from dep),
            named as (
              select k.classid, k.objid, replace(a.type, '-', ' ') as type,
                case when k.classid in ('pg_opclass'::regclass, 'pg_opfamily'::regclass) then a.object_names[2]
                  when cardinality(a.object_names) > 1 then a.object_names[1]
                  when t.oid is not null then tn.nspname else '' end as schema,
                case when p.oid is not null then p.proname || '(' || case when p.prokind = 'a' and p.pronargs = 0 then '*'
                    else (select coalesce(string_agg(format_type(arg, null), ', ' order by n), '')
                      from unnest(p.proargtypes) with ordinality as x (arg, n)) end || ')'
                  when t.oid is not null then t.typname
                  when c.oid is not null then format('CAST (%s AS %s)',
                    format_type(c.castsource, null), format_type(c.casttarget, null))
                  when f.oid is not null then format('TRANSFORM FOR %s LANGUAGE %s',
                    format_type(f.trftype, null), (select lanname from pg_language l where l.oid = f.trflang))
                  when a.type = 'user mapping' then format('USER MAPPING %s SERVER %s', a.object_names[1], a.object_args[1])
                  when a.type = 'publication relation' then a.object_args[1] || ' ' || a.object_names[2]
                  when k.classid in ('pg_opclass'::regclass, 'pg_opfamily'::regclass) then a.object_names[3]
                  when cardinality(a.object_names) > 1 then array_to_string(a.object_names[2:], ' ')
                  else a.object_names[1] end as name
              from known k cross join lateral pg_identify_object_as_address(k.classid, k.objid, 0) a
                left join pg_proc p on k.classid = 'pg_proc'::regclass and p.oid = k.objid
                left join pg_type t on k.classid = 'pg_type'::regclass and t.oid = k.objid
                left join pg_namespace tn on tn.oid = t.typnamespace
                left join pg_cast c on k.classid = 'pg_cast'::regclass and c.oid = k.objid
                left join pg_transform f on k.classid = 'pg_transform'::regclass and f.oid = k.objid),
            """;

    /**
     * Objects that are dropped by their own statement, and their parts. Every dependency except a normal one drops the part
     * too.
     */
    private static final String DROPPED = """
            own as (
              select n.classid, n.objid, max(toc.place) as place from named n join toc on toc.schema = n.schema
                and toc.name = n.name and (n.schema <> '' or toc.type like '%' || n.type)
              group by 1, 2),
            dropped as (
              select classid, objid, place from own
              union
              select d.classid, d.objid, r.place from dropped r
                join dep d on d.refclassid = r.classid and d.refobjid = r.objid and d.deptype <> 'n'),
            gone as (select classid, objid, max(place) as place from dropped group by 1, 2),
            """;

    /**
     * Objects whose dependency would still exist. A base type is dropped with CASCADE, because it and its functions depend on
     * each other. Objects that are dropped anyway do not prevent the drop.
     */
    private static final String REFUSING = """
            refusing as (
              select d.classid, d.objid, d.refclassid, d.refobjid from dep d
                join gone o on o.classid = d.refclassid and o.objid = d.refobjid
                left join gone x on x.classid = d.classid and x.objid = d.objid
                left join pg_type t on d.refclassid = 'pg_type'::regclass and t.oid = d.refobjid
              where d.deptype = 'n' and (x.place is null
                or x.place < o.place and (t.typtype is null or t.typtype <> 'b' or t.typcategory = 'A'))),
            seed as (
              select 'x' as side, classid, objid from refusing union select 'o', refclassid, refobjid from refusing),
            above as (
              select side, classid, objid, classid as topclass, objid as topid, 0 as depth from seed
              union
              select a.side, a.classid, a.objid, d.refclassid, d.refobjid, a.depth + 1 from above a
                join dep d on d.classid = a.topclass and d.objid = a.topid and (d.deptype in ('i', 'e', 'P')
                  or a.side = 'x' and d.deptype <> 'n') and a.depth < 20
                left join gone g on g.classid = d.refclassid and g.objid = d.refobjid
              where (a.side = 'o') = (g.place is not null)),
            top as (
              select distinct on (side, classid, objid) side, classid, objid, topclass, topid from above
              order by side, classid, objid, depth desc)
            """;

    private static final String SHOWN = """
            case when i.type in ('table', 'view', 'materialized view', 'foreign table', 'sequence') then i.identity
              else i.type || ' ' || i.identity end""";

    /** Each object that prevents a drop, and the object that it depends on. */
    private static final String DEPENDENTS = "with recursive " + NAMES + DROPPED + REFUSING + """
            , shown as (select t.*, %s as shown from top t cross join lateral pg_identify_object(t.topclass, t.topid, 0) i)
            select distinct convert_to(x.shown, ENCODING) as dependent, convert_to(o.shown, ENCODING) as of from refusing r
              join shown x on x.side = 'x' and x.classid = r.classid and x.objid = r.objid
              join shown o on o.side = 'o' and o.classid = r.refclassid and o.objid = r.refobjid
            where coalesce((select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where x.topclass = 'pg_class'::regclass and c.oid = x.topid), '') !~ '^pg_(temp|toast)'
            order by 1, 2""".formatted(SHOWN);

    /**
     * Parts of dropped objects that the archive lacks, of types that have their own entries in an archive: partitions, and
     * objects that people add to a table.
     */
    private static final String PARTS = "with recursive " + NAMES + DROPPED + """
            part as (
              select n.classid, n.objid, n.type, coalesce(c.relispartition and c.relkind in ('r', 'p', 'f'), false) as partition
              from gone g join named n on n.classid = g.classid and n.objid = g.objid
                left join own on own.classid = n.classid and own.objid = n.objid
                left join pg_class c on n.classid = 'pg_class'::regclass and c.oid = n.objid
                left join pg_index x on x.indexrelid = c.oid
                left join pg_trigger t on n.classid = 'pg_trigger'::regclass and t.oid = n.objid
              where own.classid is null and c.relnamespace is distinct from 'pg_toast'::regnamespace
                and exists (select from dep d where d.classid = n.classid and d.objid = n.objid and d.deptype = 'a')
                and not exists (select from dep d where d.classid = n.classid and d.objid = n.objid and d.deptype in ('i', 'e', 'P'))
                and (c.relispartition and c.relkind in ('r', 'p', 'f') or x.indisvalid or not t.tgisinternal
                  or n.type in ('policy', 'rule', 'statistics object', 'publication relation')))
            select distinct part.partition,
              convert_to(case when part.partition then i.identity else part.type || ' ' || i.identity end, ENCODING) as shown
            from part cross join lateral pg_identify_object(part.classid, part.objid, 0) i order by 1, 2""";

    private DependentObjectQuery() {}

    /**
     * Each object that prevents a drop, and the object that it depends on.
     *
     * @param encoding encoding of the names that are passed as hexadecimal digits, and of the names in the result: the names in
     *     an SQL_ASCII database are not text for a client
     */
    static String dependents(PostgresTextEncoding encoding) {
        return DEPENDENTS.replace(ENCODING, "'" + encoding.name() + "'");
    }

    /**
     * Parts of dropped objects that the archive lacks.
     *
     * @param encoding as in {@link #dependents}
     */
    static String parts(PostgresTextEncoding encoding) {
        return PARTS.replace(ENCODING, "'" + encoding.name() + "'");
    }
}
