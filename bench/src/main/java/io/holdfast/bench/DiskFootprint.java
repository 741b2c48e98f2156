package io.holdfast.bench;

import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The disk space of Holdfast's own data.
 *
 * @param catalogue bytes of each schema, including indexes
 * @param log bytes of the records of {@code backup-events} at the broker
 */
record DiskFootprint(Map<String, Long> catalogue, long log) {

    private static final String SIZES = """
            select schemaname, sum(pg_total_relation_size(format('%I.%I', schemaname, tablename)::regclass))
            from pg_tables where schemaname not in ('pg_catalog', 'information_schema') group by 1\
            """;
    private static final double DAYS = 365;

    static DiskFootprint of(LocalStack stack) throws Exception {
        PostgresServer server = stack.catalogue().orElseThrow();
        Map<String, Long> sizes = new TreeMap<>();
        try (Connection connection = server.connect(LocalStack.CATALOGUE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SIZES)) {
            while (rows.next()) {
                sizes.put(rows.getString(1), rows.getLong(2));
            }
        }
        return new DiskFootprint(sizes, records(stack.home()));
    }

    private static long records(Path home) throws Exception {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> file.toString().matches(".*/backup-events-\\d+/\\d+\\.log"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private long all() {
        return catalogue.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Prints what one day added, and the projection for a year. */
    static void print(DiskFootprint before, DiskFootprint after, int databases, int events) {
        MarkdownTable table =
                new MarkdownTable("kept", "a backup, KB", "a year of " + databases + " daily backups, GB");
        after.catalogue()
                .forEach((schema, bytes) -> row(
                        table,
                        "catalogue, " + schema,
                        bytes - before.catalogue().getOrDefault(schema, 0L),
                        databases));
        row(table, "catalogue, all", after.all() - before.all(), databases);
        row(table, "backup-events, one replica", after.log() - before.log(), databases);
        System.out.println();
        table.print();
        System.out.println("\n" + events + " events, "
                + DurationStatistics.text((after.log() - before.log()) / 1e3 / Math.max(1, events)) + " KB each.");
    }

    private static void row(MarkdownTable table, String what, long bytes, int databases) {
        table.row(what, DurationStatistics.text(bytes / 1e3 / databases), DurationStatistics.text(bytes * DAYS / 1e9));
    }
}
