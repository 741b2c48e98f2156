package io.holdfast.verify;

import io.holdfast.localstack.S3MockServer;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** A bucket {@code offsite} that keeps versions. */
public final class VersionedBucketResource implements QuarkusTestResourceLifecycleManager {

    private static final String ANY = "any-key-is-taken";

    @Override
    public Map<String, String> start() {
        S3MockServer server = TestInfrastructure.versionedStorage();
        String bucket = "versioned-" + UUID.randomUUID();
        try (S3Client client = client(server.endpoint())) {
            client.createBucket(request -> request.bucket(bucket));
            client.putBucketVersioning(request -> request.bucket(bucket)
                    .versioningConfiguration(versions -> versions.status(BucketVersioningStatus.ENABLED)));
        }
        return Map.of(
                "holdfast.destinations.offsite.bucket", bucket,
                "holdfast.destinations.offsite.endpoint", server.endpoint().toString(),
                "holdfast.destinations.offsite.path-style", "true",
                "holdfast.destinations.offsite.access-key", ANY,
                "holdfast.destinations.offsite.secret-key", ANY);
    }

    @Override
    public void stop() {}

    /** Acts as somebody with write credentials. */
    static S3Client client(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ANY, ANY)))
                .build();
    }
}
