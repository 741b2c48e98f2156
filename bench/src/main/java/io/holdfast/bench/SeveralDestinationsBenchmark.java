package io.holdfast.bench;

import io.holdfast.bench.EventLogClient.RequestedBackup;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.VerificationEvent;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.LocalStackPlan;
import io.holdfast.localstack.SourceDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Measures an encrypted full backup to a directory and a bucket at once, from request to BackupCompleted. It compares
 * it with plain pg_dump with the same compression (promise: at most 1.35 times the time), and with the baseline of the
 * storage: an upload of plain pg_dump's file by the SDK to the same server. The S3 server runs on the same machine, so
 * its processor time is reported separately. Arguments: folder of version 17's client programs, repetitions (5), scale
 * (1).
 */
final class SeveralDestinationsBenchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final String EVERYWHERE = "Holdfast: encrypted, to a directory and a bucket";
    private static final String SERVER_TIME = "processor time of the S3 server";
    private static final String UPLOAD = "the SDK alone: bare pg_dump's file to the same server";
    private static final String UPLOAD_SERVER_TIME = "processor time of the S3 server for that";
    private static final String SERVICE_TIME = "processor time of dump-service, without pg_dump";

    /** Nobody needs to open these backups: they contain random rows. */
    private static final String RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    private final DurationStatistics samples = new DurationStatistics();
    private final BenchmarkDatabase reference;

    private SeveralDestinationsBenchmark(BenchmarkDatabase reference) {
        this.reference = reference;
    }

    static void run(List<String> arguments) throws Exception {
        List<Path> clients = arguments.stream().limit(1).map(Path::of).toList();
        int repetitions = arguments.size() > 1 ? Integer.parseInt(arguments.get(1)) : 5;
        double scale = arguments.size() > 2 ? Double.parseDouble(arguments.get(2)) : 1;
        BenchmarkDatabase.with(
                clients, scale, reference -> new SeveralDestinationsBenchmark(reference).measure(repetitions));
    }

    /** Adds encryption and a bucket. */
    static LocalStackPlan everywhere(LocalStackPlan plan) {
        return plan.withOffSite().with("dump-service", "holdfast.encryption.recipients", RECIPIENT);
    }

    private void measure(int repetitions) throws Exception {
        ContainerPostgres server = reference.server();
        String clients = reference.programs().folder().toString();
        LocalStackPlan plan = everywhere(new LocalStackPlan(reference.folder().resolve("home")))
                .backingUp(new SourceDatabase(
                        "app", server.host(), server.port(), server.user(), server.password(), server.database()))
                .with("dump-service", "holdfast.dump.client-programs", clients)
                .with("verify-service", "holdfast.verify.client-programs", clients)
                .with("verify-service", "holdfast.databases.app.trusted-level", "L1");
        try (LocalStack stack = LocalStack.start(plan);
                EventLogClient log =
                        new EventLogClient(stack.kafka().orElseThrow().bootstrap());
                PlainUploadBenchmark upload =
                        new PlainUploadBenchmark(stack.offSite().orElseThrow())) {
            throughHoldfast(stack, log, new DurationStatistics());
            for (int repetition = 1; repetition <= repetitions; repetition++) {
                System.err.println("repetition " + repetition);
                throughHoldfast(stack, log, samples);
                bare(stack, upload);
            }
        }
        new MarkdownTable("", "time against bare pg_dump", "median s", "range s")
                .row(row(EVERYWHERE))
                .row(row(BenchmarkDatabase.BARE))
                .row(row(SERVICE_TIME))
                .row(row(SERVER_TIME))
                .row(row(UPLOAD))
                .row(row(UPLOAD_SERVER_TIME))
                .print();
    }

    private void bare(LocalStack stack, PlainUploadBenchmark upload) throws Exception {
        Path file = reference.bareFile(samples);
        long s3Server = stack.offSite().orElseThrow().pid();
        Duration before = processorTime(s3Server);
        samples.time(UPLOAD, () -> upload.send(file));
        samples.add(UPLOAD_SERVER_TIME, processorTime(s3Server).minus(before));
        upload.delete();
        Files.delete(file);
    }

    /** Also waits for the verification, so that it does not run during the next measurement. */
    private void throughHoldfast(LocalStack stack, EventLogClient log, DurationStatistics kept) throws Exception {
        RequestedBackup[] requested = new RequestedBackup[1];
        BackupCompleted[] completed = new BackupCompleted[1];
        long s3Server = stack.offSite().orElseThrow().pid();
        long service = stack.service("dump-service").orElseThrow().pid();
        Duration serverBefore = processorTime(s3Server);
        Duration serviceBefore = processorTime(service);
        kept.time(EVERYWHERE, () -> {
            requested[0] = log.requestBackup("app", "full");
            completed[0] =
                    log.await(BackupCompleted.class, event -> event.backup().equals(requested[0].backup()), PATIENCE);
        });
        kept.add(SERVER_TIME, processorTime(s3Server).minus(serverBefore));
        kept.add(SERVICE_TIME, processorTime(service).minus(serviceBefore));
        if (completed[0].copies().size() != 2) {
            throw new IllegalStateException("expected two copies, got " + completed[0].copies());
        }
        log.await(
                VerificationEvent.BackupVerified.class,
                event -> event.backup().equals(requested[0].backup()),
                PATIENCE);
    }

    private static Duration processorTime(long pid) {
        return ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().orElseThrow();
    }

    private Object[] row(String what) {
        return new Object[] {
            what,
            DurationStatistics.text(samples.ratio(what, BenchmarkDatabase.BARE)),
            DurationStatistics.text(samples.median(what)),
            samples.range(what)
        };
    }
}
