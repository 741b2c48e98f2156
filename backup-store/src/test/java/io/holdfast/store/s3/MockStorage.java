package io.holdfast.store.s3;

import io.holdfast.localstack.S3Mock;
import io.holdfast.localstack.testing.Ground;
import io.holdfast.store.Site;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** A storage that has versions and locks, for this JVM's tests, and buckets in it of which each test has its own. */
final class MockStorage {

    static final S3Mock SERVER = Ground.versionedStorage();

    private MockStorage() {}

    static Access access() {
        return Storage.access(SERVER.endpoint());
    }

    static S3Bucket bucket(String name) {
        return new S3Bucket(Storage.place(name), access());
    }

    static S3Bucket lockedBucket(String name) {
        Place place = new Place(
                "offsite",
                new Site("object-storage", true),
                name,
                "",
                Optional.of(ObjectLockRetentionMode.GOVERNANCE),
                Optional.of("GLACIER"));
        return new S3Bucket(place, access());
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
        try (S3Client client = access().client()) {
            client.createBucket(request -> request.bucket(name).objectLockEnabledForBucket(isLockable));
        }
        return name;
    }

    private static String versioned(String name) {
        try (S3Client client = access().client()) {
            client.putBucketVersioning(request -> request.bucket(name)
                    .versioningConfiguration(versions -> versions.status(BucketVersioningStatus.ENABLED)));
        }
        return name;
    }
}
