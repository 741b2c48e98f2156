package io.holdfast.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.FailureDomain;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.RehashArtifactResult;
import io.holdfast.store.SampleArtifacts;
import io.holdfast.store.SealArtifactResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing needs the memory of one part and little more, regardless of the artifact's length. */
class MemoryIT {

    private static final int BYTES = 120_000_000;

    @Test
    void a_hundred_and_twenty_megabytes_go_through_a_heap_of_48(@TempDir Path folder) throws Exception {
        String name = S3TestStorage.newBucket();
        Path said = folder.resolve("said");

        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        S3TestStorage.SERVER.endpoint().toString(),
                        S3TestStorage.SERVER.accessKey(),
                        S3TestStorage.SERVER.secretKey(),
                        name)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = writer.waitFor(4, TimeUnit.MINUTES);
        writer.destroyForcibly();

        assertThat(ended && writer.exitValue() == 0).as(Files.readString(said)).isTrue();
        assertThat(RehashArtifact.of(S3TestStorage.bucket(name), SampleArtifacts.KEY))
                .isInstanceOfSatisfying(
                        RehashArtifactResult.Hashed.class,
                        hashed -> assertThat(hashed.bytes()).isEqualTo(BYTES));
    }

    /** In a separate JVM with a small heap. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            S3BucketSettings location = new S3BucketSettings(
                    "offsite",
                    new FailureDomain("object-storage", true),
                    arguments[3],
                    "backups/",
                    Optional.empty(),
                    Optional.empty());
            S3ClientSettings settings = new S3ClientSettings(
                    "us-east-1",
                    Optional.of(URI.create(arguments[0])),
                    true,
                    S3CredentialsProvider.of(arguments[1], arguments[2], Optional.empty()),
                    Duration.ofSeconds(60));
            try (S3Bucket bucket = new S3Bucket(location, settings);
                    ArtifactWriter artifactWriter =
                            ((BeginWriteResult.Begun) bucket.begin(SampleArtifacts.NAME)).writing()) {
                byte[] piece = new byte[1_000_000];
                for (int i = 0; i < BYTES / piece.length; i++) {
                    artifactWriter.stream().write(piece);
                }
                artifactWriter.finish();
                if (!(artifactWriter.seal(SampleArtifacts.companions()) instanceof SealArtifactResult.Sealed)) {
                    throw new IOException("not sealed");
                }
            }
        }
    }
}
