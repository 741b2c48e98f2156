package io.holdfast.bench;

import io.holdfast.bench.EventLogClient.RequestedBackup;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.LocalStackPlan;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.SourceDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Shows that dump-service's heap does not grow with the dump, with small and large dumps under {@code -Xmx96m}.
 * Arguments: gigabytes of the largest (5); {@code everywhere}: encrypted, to a directory and a bucket at once.
 */
final class LargeDumpBenchmark {

    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private LargeDumpBenchmark() {}

    static void run(List<String> arguments) throws Exception {
        long largest = (arguments.isEmpty() ? 5 : Long.parseLong(arguments.getFirst())) * 1_000_000_000L;
        boolean everywhere = arguments.contains("everywhere");
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "holdfast-bench-");
        PostgresServer source = PostgresServer.start(folder.resolve("source"));
        try {
            MarkdownTable table = new MarkdownTable(
                    "dump, MB",
                    "seconds",
                    "peak heap in use, MB",
                    "after collection, MB",
                    "at rest resident, MB",
                    "peak resident, MB");
            for (long bytes : List.of(largest / 100, largest / 10, largest)) {
                measure(everywhere, folder.resolve("home-" + bytes), source, "bytes_" + bytes, bytes, table);
            }
            table.print();
        } finally {
            source.destroy();
            ShellCommand.run("rm", "-rf", folder.toString());
        }
    }

    /** Each measurement starts a new dump-service, so that its peak values are separate. */
    private static void measure(
            boolean everywhere, Path home, PostgresServer source, String database, long bytes, MarkdownTable table)
            throws Exception {
        source.createDatabase(database);
        SampleDataGenerator.fillBytes(source.jdbcUrl(database), source.superuser(), source.password(), bytes);
        Path collections = Files.createDirectories(home).resolve("collections.log");
        LocalStackPlan plan = (everywhere
                        ? SeveralDestinationsBenchmark.everywhere(new LocalStackPlan(home))
                        : new LocalStackPlan(home))
                .only("dump-service")
                .backingUp(new SourceDatabase(
                        "app", source.host(), source.port(), source.superuser(), source.password(), database))
                .with("dump-service", "holdfast.dump.compression", "none")
                .jvm("dump-service", "-Xmx96m")
                .jvm("dump-service", "-Xlog:gc:file=" + collections);
        try (LocalStack stack = LocalStack.start(plan);
                EventLogClient log =
                        new EventLogClient(stack.kafka().orElseThrow().bootstrap())) {
            DurationStatistics samples = new DurationStatistics();
            BackupCompleted[] completed = new BackupCompleted[1];
            long pid = stack.service("dump-service").orElseThrow().pid();
            double atRest = ProcessMemoryReader.resident(pid);
            samples.time(database, () -> {
                RequestedBackup parsed = log.requestBackup("app", "full");
                completed[0] = log.await(
                        BackupCompleted.class, event -> event.backup().equals(parsed.backup()), Duration.ofMinutes(30));
            });
            table.row(
                    completed[0].copies().getFirst().bytes() / 1_000_000,
                    DurationStatistics.text(samples.median(database)),
                    most(collections, 1),
                    most(collections, 2),
                    String.format(Locale.ROOT, "%.0f", atRest),
                    String.format(Locale.ROOT, "%.0f", ProcessMemoryReader.peakResident(pid)));
        }
        ShellCommand.run(
                "rm",
                "-rf",
                home.resolve("backups").toString(),
                home.resolve("offsite").toString());
    }

    private static long most(Path collections, int group) throws Exception {
        try (Stream<String> lines = Files.lines(collections)) {
            return lines.map(COLLECTION::matcher)
                    .filter(Matcher::find)
                    .mapToLong(found -> Long.parseLong(found.group(group)))
                    .max()
                    .orElse(0);
        }
    }
}
