package io.holdfast.bench;

import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.Envelope;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.LocalStackPlan;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.ServiceProcess;
import io.holdfast.localstack.SourceDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Simulates a day with many databases: one full backup of each, all due at the same minute, with a stub in place of
 * pg_dump. It measures slots, requests, completions, verifications and plans. Arguments: number of databases (1,000),
 * and {@code page-cache} to let the broker acknowledge records before it has written them to its disk.
 */
final class ManyDatabasesBenchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(45);
    private static final List<String> SERVICES =
            List.of("scheduler-service", "dump-service", "verify-service", "retention-service");

    private ManyDatabasesBenchmark() {}

    static void run(List<String> arguments) throws Exception {
        int databases = arguments.isEmpty() ? 1_000 : Integer.parseInt(arguments.getFirst());
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "holdfast-bench-");
        PostgresServer source = PostgresServer.start(folder.resolve("source"));
        try {
            source.createDatabase("small");
            source.execute("small", "create table item as select g as id from generate_series(1, 100) g");
            Instant due = Instant.now()
                    .plus(Duration.ofSeconds(90 + databases / 20))
                    .truncatedTo(ChronoUnit.MINUTES)
                    .plusSeconds(60);
            Instant begin = Instant.now();
            try (LocalStack stack = LocalStack.start(plan(folder, source, databases, due));
                    EventLogClient log =
                            new EventLogClient(stack.kafka().orElseThrow().bootstrap())) {
                if (arguments.contains("page-cache")) {
                    KafkaFlushMode.NEVER.set(stack.kafka().orElseThrow().bootstrap());
                }
                Duration up = Duration.between(begin, Instant.now());
                DiskFootprint before = DiskFootprint.of(stack);
                Day day = watch(stack, log, databases, due);
                day.print(databases, up);
                services(stack);
                Answer planning = Answer.of(
                        stack.service("retention-service").orElseThrow().url().resolve("/plan"));
                DiskFootprint.print(
                        before,
                        DiskFootprint.of(stack),
                        databases,
                        log.received().size());
                System.out.println("\nThe plans of all databases, over HTTP: "
                        + DurationStatistics.text(planning.took().toMillis() / 1e3) + " s.");
            }
        } finally {
            source.destroy();
            ShellCommand.run("rm", "-rf", folder.toString());
        }
    }

    private static LocalStackPlan plan(Path folder, PostgresServer source, int databases, Instant due)
            throws Exception {
        Path stub = StubPgDump.install(folder, source, "small");
        String time = LocalTime.ofInstant(due, ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("HH:mm"));
        LocalStackPlan plan = new LocalStackPlan(folder.resolve("home"))
                .only(SERVICES.toArray(String[]::new))
                .with("dump-service", "holdfast.dump.client-programs", stub.toString())
                .with("dump-service", "holdfast.dump.per-server", "8")
                .with("dump-service", "holdfast.dump.workers", "4");
        for (int i = 0; i < databases; i++) {
            String id = "app-" + i;
            plan.backingUp(new SourceDatabase(
                    id, source.host(), source.port(), source.superuser(), source.password(), "small"));
            plan.with("scheduler-service", "holdfast.databases." + id + ".schedules.full", "daily " + time);
            plan.with("scheduler-service", "holdfast.databases." + id + ".schedules.schema_only", "none");
        }
        return plan;
    }

    /** When each step of the day was done for all databases. */
    private record Day(Instant due, Map<String, Instant> last, Map<String, Integer> counts, ConsumerLagProbe lag) {

        void print(int databases, Duration up) {
            MarkdownTable table = new MarkdownTable("of " + databases + " databases, due at once", "measured");
            table.row("services up after, s", DurationStatistics.text(up.toMillis() / 1e3));
            last.forEach((event, at) -> table.row(
                    "last " + event + " after the slot, s",
                    DurationStatistics.text(Duration.between(due, at).toMillis() / 1e3)));
            int events = counts.values().stream().mapToInt(Integer::intValue).sum();
            double seconds = last.values().stream()
                    .max(Instant::compareTo)
                    .map(end -> Duration.between(due, end).toMillis() / 1e3)
                    .orElse(Double.NaN);
            table.row("events per second, over all", DurationStatistics.text(events / seconds));
            table.row("most that a consumer was behind, records", lag.most());
            counts.forEach((event, count) -> table.row(event, count));
            table.print();
        }
    }

    private static Day watch(LocalStack stack, EventLogClient log, int databases, Instant due) throws Exception {
        Map<String, Instant> last = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        try (ConsumerLagProbe lag =
                new ConsumerLagProbe(stack.kafka().orElseThrow().bootstrap())) {
            Instant end = due.plus(PATIENCE);
            while (counts.getOrDefault("BackupVerified", 0) < databases
                    && Instant.now().isBefore(end)) {
                for (Envelope<?> envelope : log.next()) {
                    counts.merge(envelope.message().getClass().getSimpleName(), 1, Integer::sum);
                    switch (envelope.message()) {
                        case BackupStarted started -> last.put("BackupStarted", Instant.now());
                        case BackupCompleted completed -> last.put("BackupCompleted", Instant.now());
                        case BackupVerified verified -> last.put("BackupVerified", Instant.now());
                        default -> {}
                    }
                }
                lag.measure();
            }
            return new Day(due, last, counts, lag);
        }
    }

    /** Memory and metrics of each service with this number of databases. */
    private static void services(LocalStack stack) throws Exception {
        MarkdownTable table = new MarkdownTable("service", "resident, MB", "metrics page, KB", "its time, s");
        for (String name : SERVICES) {
            ServiceProcess service = stack.service(name).orElseThrow();
            Answer page = Answer.of(service.url().resolve("/q/metrics"));
            table.row(
                    name,
                    DurationStatistics.text(ProcessMemoryReader.resident(service.pid())),
                    DurationStatistics.text(page.text().length() / 1e3),
                    DurationStatistics.text(page.took().toMillis() / 1e3));
        }
        System.out.println();
        table.print();
    }

    private record Answer(String text, Duration took) {

        static Answer of(URI address) throws Exception {
            Instant begin = Instant.now();
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> answer =
                        client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException(address + " answered " + answer.statusCode());
                }
                return new Answer(answer.body(), Duration.between(begin, Instant.now()));
            }
        }
    }
}
