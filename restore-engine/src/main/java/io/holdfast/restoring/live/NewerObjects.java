package io.holdfast.restoring.live;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.TableOfContents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Objects of a live database that its backup has not, and that depend on objects which a restore in place drops. The server refuses to drop
 * those; partitions it drops with their table.
 */
final class NewerObjects {

    private static final Set<String> RELATIONS =
            Set.of("TABLE", "VIEW", "MATERIALIZED VIEW", "FOREIGN TABLE", "SEQUENCE");

    private static final Set<String> FUNCTIONS = Set.of("FUNCTION", "PROCEDURE", "AGGREGATE");

    /**
     * A dependency on an index is one on its table, on a row type one on its relation, and on a member one on its extension. What an extension
     * brings is in no archive, and neither are foreign keys that partitions have from their table.
     */
    private static final String DEPENDENTS = """
            with d as (
              select coalesce(r.ev_class, f.adrelid, nullif(k.conrelid, 0), t.tgrelid, p.polrelid,
                  case when d.classid = 'pg_class'::regclass then d.objid end) as rel,
                case when k.contype = 'f' and k.conparentid = 0 then k.conname end as foreign_key, d.deptype,
                d.refclassid, d.refobjid, case when d.refclassid = 'pg_type'::regclass
                  then coalesce(nullif(y.typelem, 0), d.refobjid) end as type
              from pg_depend d
                left join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
                left join pg_attrdef f on d.classid = 'pg_attrdef'::regclass and f.oid = d.objid
                left join pg_constraint k on d.classid = 'pg_constraint'::regclass and k.oid = d.objid
                left join pg_trigger t on d.classid = 'pg_trigger'::regclass and t.oid = d.objid
                left join pg_policy p on d.classid = 'pg_policy'::regclass and p.oid = d.objid
                left join pg_type y on d.refclassid = 'pg_type'::regclass and y.oid = d.refobjid and y.typcategory = 'A'
              where d.deptype in ('n', 'a') and d.objid >= 16384),
            named as (
              select d.rel, d.foreign_key, d.deptype, coalesce(x.indrelid, q.oid, nullif(y.typrelid, 0)) as of_rel, e.extname,
                coalesce(yn.nspname, fn.nspname) as of_schema, coalesce(y.typname, u.proname) as of_name, u.oid is not null as function
              from d
                left join pg_class q on d.refclassid = 'pg_class'::regclass and q.oid = d.refobjid
                left join pg_index x on x.indexrelid = q.oid
                left join pg_type y on y.oid = d.type left join pg_namespace yn on yn.oid = y.typnamespace
                left join pg_proc u on d.refclassid = 'pg_proc'::regclass and u.oid = d.refobjid
                left join pg_namespace fn on fn.oid = u.pronamespace
                left join pg_depend m on m.classid = d.refclassid and m.objid = coalesce(d.type, d.refobjid) and m.deptype = 'e'
                left join pg_extension e on e.oid = m.refobjid or d.refclassid = 'pg_extension'::regclass and e.oid = d.refobjid)
            select distinct n.nspname as schema, c.relname as name, c.relispartition as partition, named.foreign_key, named.deptype,
              named.extname, named.function, on1.nspname as of_rel_schema, oc.relname as of_rel, named.of_schema, named.of_name
            from named join pg_class c on c.oid = named.rel join pg_namespace n on n.oid = c.relnamespace
              left join pg_class oc on oc.oid = named.of_rel left join pg_namespace on1 on on1.oid = oc.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              and (named.of_rel is null or named.of_rel <> named.rel) and not exists (select from pg_depend own
                where own.classid = 'pg_class'::regclass and own.objid = c.oid and own.deptype = 'e') order by 1, 2""";

    private final TableOfContents list;
    private final Set<String> relations;
    private final Set<String> foreignKeys;

    private NewerObjects(TableOfContents list) {
        this.list = list;
        this.relations = names(RELATIONS);
        this.foreignKeys = names(Set.of("FK CONSTRAINT"));
    }

    private record Dependent(
            String schema,
            String name,
            boolean partition,
            Optional<String> foreignKey,
            boolean automatic,
            Referenced on) {

        @Override
        public String toString() {
            return schema + "." + name + foreignKey.map(key -> " (" + key + ")").orElse("");
        }
    }

    /** @param relation schema and name of a table or view, as the list has them */
    private record Referenced(
            Optional<String> extension, Optional<String> relation, String schema, String name, boolean function) {}

    /** @param list of the archive that is to be restored */
    static Found of(Connection session, TableOfContents list) throws SQLException {
        NewerObjects newer = new NewerObjects(list);
        try (PreparedStatement query = session.prepareStatement(DEPENDENTS)) {
            List<Dependent> dependents = ReadTableFacts.rows(query, NewerObjects::dependent).stream()
                    .filter(dependent -> newer.isNewer(dependent) && newer.isDropped(dependent.on()))
                    .toList();
            return new Found(obstacle(dependents), note(dependents));
        }
    }

    private static Dependent dependent(ResultSet row) throws SQLException {
        String relation = row.getString("of_rel");
        return new Dependent(
                row.getString("schema"),
                row.getString("name"),
                row.getBoolean("partition"),
                Optional.ofNullable(row.getString("foreign_key")),
                row.getString("deptype").equals("a"),
                new Referenced(
                        Optional.ofNullable(row.getString("extname")),
                        relation == null
                                ? Optional.empty()
                                : Optional.of(key(row.getString("of_rel_schema"), relation)),
                        String.valueOf(row.getString("of_schema")),
                        String.valueOf(row.getString("of_name")),
                        row.getBoolean("function")));
    }

    /**
     * What was found.
     *
     * @param obstacle what keeps the restore from dropping what it replaces
     * @param note what is dropped although the backup has it not
     */
    record Found(Optional<Finding> obstacle, Optional<Finding> note) {}

    private static Optional<Finding> obstacle(List<Dependent> dependents) {
        List<Dependent> refusing =
                dependents.stream().filter(dependent -> !dependent.automatic()).toList();
        return refusing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "newer_dependents",
                        joined(refusing.stream().map(Dependent::toString).toList())
                                + " came after the backup and depend on what it would replace ("
                                + joined(refusing.stream().map(NewerObjects::on).toList())
                                + "), which cannot be dropped therefore: restore with --swap, or drop them first"));
    }

    private static Optional<Finding> note(List<Dependent> dependents) {
        List<String> partitions = dependents.stream()
                .filter(dependent -> dependent.automatic() && dependent.partition())
                .map(Dependent::toString)
                .toList();
        return partitions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "newer_partitions",
                        joined(partitions) + " came after the backup, and are dropped with their tables"));
    }

    private static String on(Dependent dependent) {
        Referenced on = dependent.on();
        return on.extension()
                .map(name -> "extension " + name)
                .or(() -> on.relation().map(name -> name.replaceFirst(" ", ".")))
                .orElseGet(() -> on.schema() + "." + on.name());
    }

    private boolean isNewer(Dependent dependent) {
        return !relations.contains(key(dependent.schema(), dependent.name()))
                || dependent
                        .foreignKey()
                        .filter(name -> !foreignKeys.contains(key(dependent.schema(), dependent.name() + " " + name)))
                        .isPresent();
    }

    private boolean isDropped(Referenced on) {
        if (on.extension().isPresent()) {
            return names(Set.of("EXTENSION")).contains(key("", on.extension().get()));
        }
        if (on.relation().isPresent()) {
            return relations.contains(on.relation().get());
        }
        return on.function()
                ? names(FUNCTIONS).stream().anyMatch(name -> name.startsWith(key(on.schema(), on.name() + "(")))
                : names(Set.of("TYPE", "DOMAIN")).contains(key(on.schema(), on.name()));
    }

    private Set<String> names(Set<String> types) {
        return list.entries().stream()
                .filter(entry -> types.contains(entry.type()))
                .map(entry -> key(entry.schema().orElse(""), entry.name()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String key(String schema, String name) {
        return schema + " " + name;
    }

    private static String joined(List<String> names) {
        List<String> distinct = names.stream().distinct().toList();
        int shown = 10;
        return distinct.stream().limit(shown).collect(Collectors.joining(", "))
                + (distinct.size() > shown ? " and " + (distinct.size() - shown) + " more" : "");
    }
}
