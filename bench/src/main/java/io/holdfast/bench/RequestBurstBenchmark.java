package io.holdfast.bench;

import io.holdfast.bench.EventLogClient.RequestedBackup;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupRejected;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.Envelope;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.LocalStackPlan;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.SourceDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Publishes 1,000 requests at once, for 40 databases of one server. Promise: all are accepted or rejected in under 30
 * s, none is lost, and all limits are kept.
 */
final class RequestBurstBenchmark {

    private static final int REQUESTS = 1_000;
    private static final int DATABASES = 40;
    private static final int QUEUE_LIMIT = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private RequestBurstBenchmark() {}

    static void run(List<String> arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "holdfast-bench-");
        PostgresServer source = PostgresServer.start(folder.resolve("source"));
        try {
            source.createDatabase("small");
            source.execute("small", "create table item as select g as id from generate_series(1, 100) g");
            LocalStackPlan plan = new LocalStackPlan(folder.resolve("home"))
                    .only("dump-service")
                    .with("dump-service", "holdfast.dump.source-limit", Integer.toString(QUEUE_LIMIT));
            for (int i = 0; i < DATABASES; i++) {
                plan.backingUp(new SourceDatabase(
                        "app-" + i, source.host(), source.port(), source.superuser(), source.password(), "small"));
            }
            try (LocalStack stack = LocalStack.start(plan);
                    EventLogClient log =
                            new EventLogClient(stack.kafka().orElseThrow().bootstrap())) {
                measure(log);
            }
        } finally {
            source.destroy();
            ShellCommand.run("rm", "-rf", folder.toString());
        }
    }

    private static void measure(EventLogClient log) throws Exception {
        Instant begin = Instant.now();
        List<RequestedBackup> requested = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            requested.add(log.requestBackup("app-" + i % DATABASES, "full"));
        }
        for (RequestedBackup one : requested) {
            RecordMetadata unused = one.sent().get();
        }
        Duration published = Duration.between(begin, Instant.now());
        Set<BackupId> open =
                new HashSet<>(requested.stream().map(RequestedBackup::backup).toList());
        while (!open.isEmpty() && Duration.between(begin, Instant.now()).compareTo(PATIENCE) < 0) {
            log.next().forEach(envelope -> answered(envelope).ifPresent(open::remove));
        }
        Duration answered = Duration.between(begin, Instant.now());
        print(log, published, answered, open.size());
    }

    private static Optional<BackupId> answered(Envelope<?> envelope) {
        return switch (envelope.message()) {
            case BackupAccepted accepted -> Optional.of(accepted.backup());
            case BackupRejected rejected -> Optional.of(rejected.backup());
            default -> Optional.empty();
        };
    }

    private static void print(EventLogClient log, Duration published, Duration answered, int unanswered) {
        Map<String, Integer> count = new HashMap<>();
        Map<DatabaseId, Integer> waiting = new HashMap<>();
        int longestQueue = 0;
        int running = 0;
        int mostRunning = 0;
        for (Envelope<?> envelope : log.received()) {
            count.merge(envelope.message().getClass().getSimpleName(), 1, Integer::sum);
            switch (envelope.message()) {
                case BackupAccepted accepted ->
                    longestQueue = Math.max(longestQueue, waiting.merge(accepted.database(), 1, Integer::sum));
                case BackupStarted started -> mostRunning = Math.max(mostRunning, ++running);
                case BackupCompleted completed -> {
                    running--;
                    waiting.merge(completed.database(), -1, Integer::sum);
                }
                default -> {}
            }
        }
        new MarkdownTable("of 1,000 requests", "measured", "promised")
                .row("answered after, s", DurationStatistics.text(answered.toMillis() / 1e3), "30")
                .row("published after, s", DurationStatistics.text(published.toMillis() / 1e3), "")
                .row("accepted", count.getOrDefault("BackupAccepted", 0), "")
                .row("rejected, queue full", count.getOrDefault("BackupRejected", 0), "")
                .row("without an answer", unanswered, "0")
                .row("longest queue of a database", longestQueue, QUEUE_LIMIT)
                .row("completed meanwhile", count.getOrDefault("BackupCompleted", 0), "")
                .row("most dumps at once on the server", mostRunning, "1")
                .print();
    }
}
