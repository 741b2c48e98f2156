package io.holdfast.bench;

import io.holdfast.bench.EventLogClient.RequestedBackup;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.VerificationEvent;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.LocalStackPlan;
import io.holdfast.localstack.SourceDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Measures a full backup with Holdfast, from request to BackupCompleted. It compares it with plain pg_dump with the
 * same compression to a file and fsync (promise: at most 1.15 times the time), and with the runbook's method,
 * {@code pg_dump -Fc} and then SHA-256 (promise: at least 7 times faster, at most 5 % larger). PostgreSQL 17 in a
 * container. Arguments: folder of version 17's client programs, repetitions (5), scale (1).
 */
final class FullBackupBenchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final String HOLDFAST = "Holdfast, request to BackupCompleted";
    private static final String BARE = BenchmarkDatabase.BARE;
    private static final String RUNBOOK = "pg_dump -Fc, then sha256sum";
    private static final String VERIFIED = "BackupCompleted to BackupVerified";

    private final DurationStatistics samples = new DurationStatistics();
    private final BenchmarkDatabase reference;

    private FullBackupBenchmark(BenchmarkDatabase reference) {
        this.reference = reference;
    }

    static void run(List<String> arguments) throws Exception {
        List<Path> clients = arguments.stream().limit(1).map(Path::of).toList();
        int repetitions = arguments.size() > 1 ? Integer.parseInt(arguments.get(1)) : 5;
        double scale = arguments.size() > 2 ? Double.parseDouble(arguments.get(2)) : 1;
        BenchmarkDatabase.with(clients, scale, reference -> new FullBackupBenchmark(reference).measure(repetitions));
    }

    private void measure(int repetitions) throws Exception {
        ContainerPostgres server = reference.server();
        SourceDatabase source = new SourceDatabase(
                "app", server.host(), server.port(), server.user(), server.password(), server.database());
        String clients = reference.programs().folder().toString();
        LocalStackPlan plan = new LocalStackPlan(reference.folder().resolve("home"))
                .backingUp(source)
                .with("dump-service", "holdfast.dump.client-programs", clients)
                .with("verify-service", "holdfast.verify.client-programs", clients);
        try (LocalStack stack = LocalStack.start(plan);
                EventLogClient log =
                        new EventLogClient(stack.kafka().orElseThrow().bootstrap())) {
            throughHoldfast(log, new DurationStatistics());
            long[] bytes = new long[3];
            for (int repetition = 1; repetition <= repetitions; repetition++) {
                System.err.println("repetition " + repetition);
                bytes[0] = throughHoldfast(log, samples);
                bytes[1] = reference.bare(samples);
                bytes[2] = runbook();
            }
            print(bytes);
        }
    }

    /** Also waits for the verification, so that it does not run during the next measurement. */
    private long throughHoldfast(EventLogClient log, DurationStatistics kept) throws Exception {
        BackupCompleted[] completed = new BackupCompleted[1];
        RequestedBackup[] requested = new RequestedBackup[1];
        kept.time(HOLDFAST, () -> {
            requested[0] = log.requestBackup("app", "full");
            completed[0] =
                    log.await(BackupCompleted.class, event -> event.backup().equals(requested[0].backup()), PATIENCE);
        });
        kept.time(
                VERIFIED,
                () -> log.await(
                        VerificationEvent.BackupVerified.class,
                        event -> event.backup().equals(requested[0].backup()),
                        PATIENCE));
        return completed[0].copies().getFirst().bytes();
    }

    private long runbook() throws Exception {
        Path file = reference.folder().resolve("runbook.dump");
        samples.time(
                RUNBOOK,
                () -> ShellCommand.run(
                        reference.server().environment(),
                        reference.programs().folder() + "/pg_dump -Fc -w -f " + file + " && sha256sum " + file + " > "
                                + file + ".sha256"));
        return BenchmarkDatabase.sizeThenDelete(file);
    }

    private void print(long[] bytes) {
        new MarkdownTable(
                        "",
                        "time against bare pg_dump",
                        "the runbook's time against it",
                        "size against the runbook",
                        "median s",
                        "range s")
                .row(row(HOLDFAST, bytes[0], bytes[2]))
                .row(row(BARE, bytes[1], bytes[2]))
                .row(row(RUNBOOK, bytes[2], bytes[2]))
                .print();
        System.out.println("\nThe artifact has " + bytes[0] / 1_000_000
                + " MB. From BackupCompleted to BackupVerified (SHA-256 again,"
                + " full decode with rows and fingerprint): median "
                + DurationStatistics.text(samples.median(VERIFIED)) + " s, "
                + DurationStatistics.text(samples.ratio(VERIFIED, HOLDFAST)) + " of the backup's time.");
    }

    private Object[] row(String what, long bytes, long runbookBytes) {
        return new Object[] {
            what,
            DurationStatistics.text(samples.ratio(what, BARE)),
            DurationStatistics.text(samples.ratio(RUNBOOK, what)),
            DurationStatistics.text((double) bytes / runbookBytes),
            DurationStatistics.text(samples.median(what)),
            samples.range(what)
        };
    }
}
