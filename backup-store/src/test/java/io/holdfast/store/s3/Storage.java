package io.holdfast.store.s3;

import io.holdfast.localstack.S3Server;
import io.holdfast.localstack.testing.Ground;
import io.holdfast.store.Site;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** A real S3 server for this JVM's tests, and buckets in it of which each test has its own. */
final class Storage {

    static final Duration STALL = Duration.ofSeconds(30);
    static final S3Server SERVER = Ground.storage();

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
        return access(endpoint, STALL);
    }

    static Access access(URI endpoint, Duration stallAfter) {
        return new Access(
                "us-east-1",
                Optional.of(endpoint),
                true,
                WrittenCredentials.of(SERVER.accessKey(), SERVER.secretKey(), Optional.empty()),
                stallAfter);
    }

    /** The keys of what has been begun in a bucket and is neither completed nor aborted. */
    static List<String> uploads(Access access, String bucket) {
        try (S3Client client = access.client()) {
            return client.listMultipartUploadsPaginator(request -> request.bucket(bucket)).uploads().stream()
                    .map(MultipartUpload::key)
                    .toList();
        }
    }
}
