package io.holdfast.restoreengine.contents;

import io.holdfast.postgrestools.CopyToStdoutSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Determines which rows of a table an archive has, by the rules of pg_dump's {@code dumpTableData}. A table has only its own
 * rows. A partitioned table has none, unless pg_dump loads its partitions through it. A table of an extension has the rows that
 * the extension does not create ({@code pg_extension_config_dump}).
 */
final class DumpedRowQueryBuilder {

    /** The tables that are not read by their names alone. */
    private static final String OTHERWISE =
            "copy (select n.nspname, c.relname, c.relkind, coalesce((select e.extcondition[i.n] from"
                    + " pg_catalog.pg_extension e, pg_catalog.generate_subscripts(e.extconfig, 1) as i (n) where"
                    + " e.extconfig[i.n] = c.oid limit 1), '') from pg_catalog.pg_class c join pg_catalog.pg_namespace n"
                    + " on n.oid = c.relnamespace where c.relkind = 'p' or c.oid in (select pg_catalog.unnest(extconfig)"
                    + " from pg_catalog.pg_extension))";

    private static final String PARTITIONED = "p";

    private final CopyToStdoutSession source;
    private final SqlIdentifierEncoder names;
    private final Map<TableName, Otherwise> otherwise = new HashMap<>();

    /** @param condition condition; empty if there is none */
    private record Otherwise(boolean isPartitioned, String condition) {}

    DumpedRowQueryBuilder(CopyToStdoutSession source, SqlIdentifierEncoder names) throws SQLException {
        this.source = source;
        this.names = names;
        for (List<String> row : CopyTextFormatParser.rows(source.text(OTHERWISE + names.answered()))) {
            otherwise.put(
                    names.read(row.get(0), row.get(1)), new Otherwise(row.get(2).equals(PARTITIONED), row.get(3)));
        }
    }

    /** The sources for consecutive COPY statements. */
    List<String> of(TableName table, String columns, Set<TableName> apart) throws SQLException {
        Otherwise how = otherwise.get(table);
        if (how == null) {
            return List.of(names.quoted(table) + " " + names.columns(columns));
        }
        String written = names.columns(columns);
        String list = written.isEmpty() ? "" : written.substring(1, written.length() - 1);
        return sources(table, how, apart).stream()
                .map(from -> "(select " + list + " from " + from + ")")
                .toList();
    }

    /** Queries whose results add up to the number of these rows. */
    List<String> counted(TableName table, Set<TableName> apart) throws SQLException {
        Otherwise how = otherwise.getOrDefault(table, new Otherwise(false, ""));
        return sources(table, how, apart).stream()
                .map(from -> "select pg_catalog.count(*) from " + from)
                .toList();
    }

    private List<String> sources(TableName table, Otherwise how, Set<TableName> apart) throws SQLException {
        if (!how.condition().isEmpty()) {
            // Without ONLY, like pg_dump.
            return List.of(names.quoted(table) + " " + how.condition());
        }
        if (!how.isPartitioned()) {
            return List.of("only " + names.quoted(table));
        }
        List<String> sources = new ArrayList<>();
        for (List<String> row : CopyTextFormatParser.rows(source.text(leaves(table)))) {
            TableName leaf = names.read(row.get(0), row.get(1));
            if (!apart.contains(leaf)) {
                sources.add("only " + names.quoted(leaf));
            }
        }
        return sources;
    }

    /** Excludes foreign tables, because archives do not have their rows. */
    private String leaves(TableName root) {
        return "copy (with recursive part (oid) as (select E'" + names.literal(root)
                + "'::pg_catalog.regclass::pg_catalog.oid union all"
                + " select i.inhrelid from pg_catalog.pg_inherits i join part on part.oid = i.inhparent)"
                + " select n.nspname, c.relname from part join pg_catalog.pg_class c on c.oid = part.oid"
                + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' order by 1, 2)"
                + names.answered();
    }
}
