package io.holdfast.bench;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.localstack.LocalS3Server;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Destination;
import io.holdfast.store.FailureDomain;
import io.holdfast.store.StoredFile;
import io.holdfast.store.WalkStoredFilesResult;
import io.holdfast.store.s3.S3Bucket;
import io.holdfast.store.s3.S3BucketSettings;
import io.holdfast.store.s3.S3ClientSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Lists a bucket with many objects page by page. Promise: 100,000 objects in under 60 s, with constant memory.
 * Argument: number of objects (100,000).
 */
final class BucketScanBenchmark {

    private static final String BUCKET = "many";
    private static final int FILES_OF_ONE = 4;

    private BucketScanBenchmark() {}

    static void run(List<String> arguments) throws Exception {
        int objects = arguments.isEmpty() ? 100_000 : Integer.parseInt(arguments.getFirst());
        Path home = Files.createTempDirectory(Path.of("/var/tmp"), "holdfast-bench-");
        DurationStatistics samples = new DurationStatistics();
        try (LocalS3Server server = LocalS3Server.start(home)) {
            server.createBucket(BUCKET);
            fill(home.resolve("data").resolve(BUCKET).resolve("backups"), objects / FILES_OF_ONE);
            try (S3Bucket bucket = bucket(server)) {
                MarkdownTable table =
                        new MarkdownTable("objects", "seconds", "heap in use afterwards above before, MB", "artifacts");
                for (int round = 0; round < 3; round++) {
                    AtomicLong artifacts = new AtomicLong();
                    long before = heap();
                    AtomicLong most = new AtomicLong();
                    samples.time("walk", () -> walk(bucket, artifacts, most));
                    table.row(
                            objects,
                            DurationStatistics.text(samples.median("walk")),
                            (most.get() - before) / 1_000_000,
                            artifacts.get());
                }
                table.print();
            }
        } finally {
            ShellCommand.run("rm", "-rf", home.toString());
        }
    }

    /** Measures the heap once in the middle of the listing, after a garbage collection. */
    private static void walk(Destination bucket, AtomicLong artifacts, AtomicLong most) {
        WalkStoredFilesResult walked = bucket.walk(file -> {
            if (file.nature() == StoredFile.Nature.ARTIFACT && artifacts.incrementAndGet() % 12_500 == 0) {
                most.accumulateAndGet(heap(), Math::max);
            }
        });
        if (!(walked instanceof WalkStoredFilesResult.Walked)) {
            throw new IllegalStateException(walked.toString());
        }
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /**
     * Creates the objects as files, which the server serves as objects. Uploading them would take longer than the
     * measurement.
     */
    private static void fill(Path folder, int backups) throws IOException {
        Files.createDirectories(folder);
        Instant first = Instant.parse("2020-01-01T02:00:00Z");
        for (int i = 0; i < backups; i++) {
            String name = new ArtifactName(
                            new DatabaseId("app" + i % 100), BackupKind.FULL, first.plus(Duration.ofHours(i)))
                    .toString();
            for (String suffix : List.of("", ".manifest.json", ".sha256", ".facts.json")) {
                Files.writeString(folder.resolve(name + suffix), "x");
            }
        }
    }

    private static S3Bucket bucket(LocalS3Server server) {
        URI endpoint = server.endpoint();
        return new S3Bucket(
                new S3BucketSettings(
                        "offsite",
                        new FailureDomain("object-storage", true),
                        BUCKET,
                        "backups/",
                        Optional.empty(),
                        Optional.empty()),
                new S3ClientSettings(
                        "us-east-1",
                        Optional.of(endpoint),
                        true,
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(server.accessKey(), server.secretKey())),
                        Duration.ofSeconds(60)));
    }
}
