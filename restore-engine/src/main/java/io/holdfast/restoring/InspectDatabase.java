package io.holdfast.restoring;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.SignIn;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.restoring.Inspection.Constraint;
import io.holdfast.restoring.Inspection.Extension;
import io.holdfast.restoring.Inspection.Index;
import io.holdfast.restoring.Inspection.VectorColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at what a restored database consists of, and holds it against the archive's table of contents. */
public final class InspectDatabase {

    private static final Duration ANSWER = Duration.ofMinutes(5);
    private static final int SHOWN = 20;

    private static final String OWN = " n.nspname !~ '^pg_' and n.nspname <> 'information_schema'";

    private static final String CONSTRAINTS =
            "select n.nspname, c.relname, k.conname, k.convalidated from pg_constraint k"
                    + " join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where" + OWN
                    + " and k.contype <> 'n' order by 1, 2, 3";

    private static final String INDEXES =
            "select n.nspname, t.relname, c.relname, a.amname, i.indisvalid and i.indisready"
                    + " from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid"
                    + " join pg_am a on a.oid = c.relam join pg_namespace n on n.oid = c.relnamespace where" + OWN
                    + " order by 1, 2, 3";

    /** Types without their schema, whatever the search path: their modifier is the number of dimensions. */
    private static final String VECTORS = "select n.nspname, c.relname, a.attname,"
            + " t.typname || case when a.atttypmod < 0 then '' else '(' || a.atttypmod || ')' end"
            + " from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace"
            + " join pg_type t on t.oid = a.atttypid where t.typname in ('vector', 'halfvec', 'sparsevec')"
            + " and c.relkind in ('r', 'p') and not a.attisdropped and" + OWN + " order by 1, 2, 3";

    private static final String SEQUENCES =
            "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and"
                    + OWN;

    private static final String LARGE_OBJECTS = "select count(*) from pg_largeobject_metadata";

    private static final String EXTENSIONS = "select extname, extversion from pg_extension order by 1";

    private InspectDatabase() {}

    /**
     * @param list of the archive; without it nothing is called missing
     * @param schemaVersion a query, on the path of the application, whose first column of its first row is the newest migration;
     *     without it the tables of Rails, Flyway and Liquibase are looked for
     * @throws SQLException where the database cannot be asked
     */
    public static Inspection inspect(
            Connection database, Optional<TableOfContents> list, Optional<String> schemaVersion) throws SQLException {
        try (java.sql.Connection connection = SignIn.readOnly(database, ANSWER);
                Statement statement = connection.createStatement()) {
            List<Constraint> constraints = all(
                    statement,
                    CONSTRAINTS,
                    row -> new Constraint(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)));
            List<Index> indexes = all(
                    statement,
                    INDEXES,
                    row -> new Index(
                            row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5)));
            return new Inspection(
                    constraints,
                    indexes,
                    all(
                            statement,
                            VECTORS,
                            row -> new VectorColumn(
                                    row.getString(1), row.getString(2), row.getString(3), row.getString(4))),
                    (int) number(statement, SEQUENCES),
                    number(statement, LARGE_OBJECTS),
                    SchemaVersion.of(connection, schemaVersion),
                    all(statement, EXTENSIONS, row -> new Extension(row.getString(1), row.getString(2))),
                    list.map(known -> missing(known, constraints, indexes)).orElse(List.of()));
        }
    }

    interface Read<T> {

        T from(ResultSet row) throws SQLException;
    }

    private static <T> List<T> all(Statement statement, String query, Read<T> read) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                rows.add(read.from(row));
            }
        }
        return rows;
    }

    private static long number(Statement statement, String query) throws SQLException {
        return all(statement, query, row -> row.getLong(1)).getFirst();
    }

    /** A constraint stands in the list as its table's name and its own, an index by its own. */
    private static List<Finding> missing(TableOfContents list, List<Constraint> constraints, List<Index> indexes) {
        Set<String> there = constraints.stream()
                .map(known -> known.schema() + " " + known.table() + " " + known.name())
                .collect(Collectors.toSet());
        Set<String> built = indexes.stream()
                .map(known -> known.schema() + " " + known.name())
                .collect(Collectors.toSet());
        List<Finding> missing = new ArrayList<>();
        for (TableOfContents.Entry entry : list.entries()) {
            String name = entry.schema().orElse("") + " " + entry.name();
            boolean isLost = switch (entry.type()) {
                case "CONSTRAINT", "FK CONSTRAINT" -> !there.contains(name) && !built.contains(lastWord(entry));
                case "INDEX" -> !built.contains(name);
                default -> false;
            };
            if (isLost) {
                missing.add(new Finding(
                        entry.type().equals("INDEX") ? "index_missing" : "constraint_missing",
                        entry.type().toLowerCase(java.util.Locale.ROOT) + " "
                                + name.strip().replaceFirst(" ", ".") + " is in the artifact and not in the database"));
            }
        }
        indexes.stream()
                .filter(index -> !index.valid())
                .forEach(index -> missing.add(new Finding(
                        "index_invalid",
                        "index " + index.schema() + "." + index.name()
                                + " is not valid: build it again with REINDEX")));
        return missing.size() <= SHOWN ? missing : cut(missing);
    }

    /** A unique constraint is an index of the same name too; the list writes both as one. */
    private static String lastWord(TableOfContents.Entry entry) {
        return entry.schema().orElse("") + " "
                + entry.name().substring(entry.name().lastIndexOf(' ') + 1);
    }

    private static List<Finding> cut(List<Finding> findings) {
        List<Finding> shown = new ArrayList<>(findings.subList(0, SHOWN));
        shown.add(new Finding("more", "and " + (findings.size() - SHOWN) + " more"));
        return shown;
    }
}
