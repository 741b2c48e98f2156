package io.holdfast.store.s3;

import io.holdfast.localstack.S3MockServer;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.FailureDomain;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** A storage with versioning and locks for the tests of this JVM; each test has buckets of its own. */
final class MockStorage {

    static final S3MockServer SERVER = TestInfrastructure.versionedStorage();

    private MockStorage() {}

    static S3ClientSettings settings() {
        return S3TestStorage.settings(SERVER.endpoint());
    }

    static S3Bucket bucket(String name) {
        return new S3Bucket(S3TestStorage.location(name), settings());
    }

    static S3Bucket lockedBucket(String name) {
        S3BucketSettings location = new S3BucketSettings(
                "offsite",
                new FailureDomain("object-storage", true),
                name,
                "",
                Optional.of(ObjectLockRetentionMode.GOVERNANCE),
                Optional.of("GLACIER"));
        return new S3Bucket(location, settings());
    }

    static String newBucket() {
        return newBucket(false);
    }

    static String newVersionedBucket() {
        return versioned(newBucket(false));
    }

    static String newLockableBucket() {
        return versioned(newBucket(true));
    }

    private static String newBucket(boolean isLockable) {
        String name = "b-" + UUID.randomUUID();
        try (S3Client client = settings().client()) {
            client.createBucket(request -> request.bucket(name).objectLockEnabledForBucket(isLockable));
        }
        return name;
    }

    private static String versioned(String name) {
        try (S3Client client = settings().client()) {
            client.putBucketVersioning(request -> request.bucket(name)
                    .versioningConfiguration(versions -> versions.status(BucketVersioningStatus.ENABLED)));
        }
        return name;
    }
}
