package io.holdfast.restoreengine;

import static io.holdfast.postgrestools.SystemCatalogNameReader.bytesOf;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.SystemCatalogNameReader;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoreengine.DatabaseInspectionResult.Constraint;
import io.holdfast.restoreengine.DatabaseInspectionResult.Extension;
import io.holdfast.restoreengine.DatabaseInspectionResult.Index;
import io.holdfast.restoreengine.DatabaseInspectionResult.VectorColumn;
import io.holdfast.restoreengine.contents.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Inspects the objects of a restored database and compares them with the table of contents of the archive. */
public final class InspectDatabase {

    private static final Duration ANSWER = Duration.ofMinutes(5);
    private static final int SHOWN = 20;

    private static final String OWN = " n.nspname !~ '^pg_' and n.nspname <> 'information_schema'";

    private static final String CONSTRAINTS =
            "select " + bytesOf("n.nspname") + ", " + bytesOf("c.relname") + ", " + bytesOf("k.conname")
                    + ", k.convalidated from pg_constraint k"
                    + " join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where" + OWN
                    + " and k.contype <> 'n' order by 1, 2, 3";

    private static final String INDEXES = "select " + bytesOf("n.nspname") + ", " + bytesOf("t.relname") + ", "
            + bytesOf("c.relname") + ", a.amname, i.indisvalid and i.indisready"
            + " from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid"
            + " join pg_am a on a.oid = c.relam join pg_namespace n on n.oid = c.relnamespace where" + OWN
            + " order by 1, 2, 3";

    /** Matches types without their schema, independent of the search path. The type modifier is the number of dimensions. */
    private static final String VECTORS = "select " + bytesOf("n.nspname") + ", "
            + bytesOf("c.relname") + ", " + bytesOf("a.attname") + ","
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
     *
     * @param list table of contents of the archive; without it, no object is reported as missing
     * @param schemaVersion query that returns the newest migration in the first column of its first row, run with the search
     *     path of the application; without it, the tables of Rails, Flyway and Liquibase are checked
     * @throws SQLException if the database cannot be queried
     */
    public static DatabaseInspectionResult inspect(
            DatabaseConnection database, Optional<TableOfContents> list, Optional<String> schemaVersion)
            throws SQLException {
        try (java.sql.Connection connection = JdbcConnectionFactory.readOnly(database, ANSWER);
                Statement statement = connection.createStatement()) {
            SystemCatalogNameReader names = SystemCatalogNameReader.of(statement);
            List<Constraint> constraints = all(
                    statement,
                    CONSTRAINTS,
                    row -> new Constraint(
                            names.read(row, 1), names.read(row, 2), names.read(row, 3), row.getBoolean(4)));
            List<Index> indexes = all(
                    statement,
                    INDEXES,
                    row -> new Index(
                            names.read(row, 1),
                            names.read(row, 2),
                            names.read(row, 3),
                            row.getString(4),
                            row.getBoolean(5)));
            return new DatabaseInspectionResult(
                    constraints,
                    indexes,
                    all(
                            statement,
                            VECTORS,
                            row -> new VectorColumn(
                                    names.read(row, 1), names.read(row, 2), names.read(row, 3), row.getString(4))),
                    (int) number(statement, SEQUENCES),
                    number(statement, LARGE_OBJECTS),
                    SchemaMigrationVersionReader.of(connection, schemaVersion),
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

    private record Part(String schema, String table, String name) {}

    private static List<Finding> missing(TableOfContents list, List<Constraint> constraints, List<Index> indexes) {
        Set<Part> there = constraints.stream()
                .map(known -> new Part(known.schema(), known.table(), known.name()))
                .collect(Collectors.toSet());
        Set<TableName> built = indexes.stream()
                .map(known -> new TableName(known.schema(), known.name()))
                .collect(Collectors.toSet());
        List<Finding> missing = new ArrayList<>();
        list.entries().stream()
                .filter(entry -> isCertain(entry, list.source()) && isLost(entry, there, built))
                .map(InspectDatabase::lost)
                .forEach(missing::add);
        indexes.stream()
                .filter(index -> !index.valid())
                .forEach(index -> missing.add(new Finding(
                        "index_invalid",
                        "index " + index.schema() + "." + index.name() + " is not valid. hint: run REINDEX on it")));
        return missing.size() <= SHOWN ? missing : cut(missing);
    }

    private static boolean isLost(Entry entry, Set<Part> there, Set<TableName> built) {
        String schema = entry.schema().orElse("");
        return switch (entry.type()) {
            case "CONSTRAINT", "FK CONSTRAINT" ->
                entry.table()
                        .filter(table -> there.contains(new Part(schema, table, entry.ownName())))
                        .isEmpty();
            case "INDEX" -> !built.contains(new TableName(schema, entry.name()));
            default -> false;
        };
    }

    /** If pg_restore lists an entry with more blanks than fields, its name is ambiguous. */
    private static boolean isCertain(Entry entry, TableOfContents.Source source) {
        return switch (source) {
            case ARCHIVE -> true;
            case LISTING -> !entry.owner().isEmpty();
        };
    }

    private static Finding lost(Entry entry) {
        return new Finding(
                entry.type().equals("INDEX") ? "index_missing" : "constraint_missing",
                entry.label() + " is in the artifact but not in the database");
    }

    private static List<Finding> cut(List<Finding> findings) {
        List<Finding> shown = new ArrayList<>(findings.subList(0, SHOWN));
        shown.add(new Finding("more", "and " + (findings.size() - SHOWN) + " more"));
        return shown;
    }
}
