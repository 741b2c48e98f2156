package io.holdfast.store.s3;

import io.holdfast.localstack.LocalS3Server;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.FailureDomain;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** A real S3 server for the tests of this JVM; each test has buckets of its own. */
final class S3TestStorage {

    static final Duration STALL = Duration.ofSeconds(30);
    static final LocalS3Server SERVER = TestInfrastructure.storage();

    private S3TestStorage() {}

    static S3Bucket bucket() {
        return bucket(newBucket());
    }

    static S3Bucket bucket(String name) {
        return new S3Bucket(location(name), settings(SERVER.endpoint()));
    }

    static String newBucket() {
        String name = "b-" + UUID.randomUUID();
        SERVER.createBucket(name);
        return name;
    }

    static S3BucketSettings location(String bucket) {
        return new S3BucketSettings(
                "offsite",
                new FailureDomain("object-storage", true),
                bucket,
                "backups/",
                Optional.empty(),
                Optional.of("GLACIER"));
    }

    static S3ClientSettings settings(URI endpoint) {
        return settings(endpoint, STALL);
    }

    static S3ClientSettings settings(URI endpoint, Duration stallAfter) {
        return new S3ClientSettings(
                "us-east-1",
                Optional.of(endpoint),
                true,
                S3CredentialsProvider.of(SERVER.accessKey(), SERVER.secretKey(), Optional.empty()),
                stallAfter);
    }

    /** The keys of unfinished uploads in a bucket. */
    static List<String> uploads(S3ClientSettings settings, String bucket) {
        try (S3Client client = settings.client()) {
            return client.listMultipartUploadsPaginator(request -> request.bucket(bucket)).uploads().stream()
                    .map(MultipartUpload::key)
                    .toList();
        }
    }
}
