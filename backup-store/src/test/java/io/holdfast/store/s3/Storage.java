package io.holdfast.store.s3;

import io.holdfast.localstack.S3Server;
import io.holdfast.store.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A real S3 server for this JVM's tests, and buckets in it of which each test has its own. */
final class Storage {

    static final Duration STALL = Duration.ofSeconds(5);
    static final S3Server SERVER = S3Server.start(folder());

    private Storage() {}

    static S3Bucket bucket() {
        return bucket(newBucket());
    }

    static S3Bucket bucket(String name) {
        return new S3Bucket(place(name), access(SERVER.endpoint()));
    }

    static String newBucket() {
        String name = "b-" + UUID.randomUUID();
        SERVER.createBucket(name);
        return name;
    }

    static Place place(String bucket) {
        return new Place(
                "offsite",
                new Site("object-storage", true),
                bucket,
                "backups/",
                Optional.empty(),
                Optional.of("GLACIER"));
    }

    static Access access(URI endpoint) {
        return new Access(
                "us-east-1",
                Optional.of(endpoint),
                true,
                WrittenCredentials.of(SERVER.accessKey(), SERVER.secretKey(), Optional.empty()),
                STALL);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("holdfast-bucket-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
