package io.holdfast.store.s3;

import io.holdfast.store.ObjectKey;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Takes away what was never sealed. For good, where the storage and our rights allow it; where a lock or a policy keeps the
 * versions, it hides them: a hidden object is no backup to anyone. Throws what the SDK throws.
 */
final class UnsealedObjectRemover {

    private final S3BucketClient bucket;

    UnsealedObjectRemover(S3BucketClient bucket) {
        this.bucket = bucket;
    }

    void remove(ObjectKey key) {
        try {
            List<S3ObjectVersion> versions =
                    S3ObjectVersion.listIfSupported(bucket, key).orElse(List.of());
            versions.stream()
                    .filter(version -> version.key().equals(key))
                    .forEach(version -> bucket.delete(key.value(), version.id()));
            if (versions.isEmpty()) {
                bucket.delete(key.value());
            }
        } catch (SdkException e) {
            if (!isKept(e)) {
                throw e;
            }
            bucket.delete(key.value());
        }
    }

    /** Some storages call a lock a bad request. */
    private static boolean isKept(SdkException e) {
        return S3ErrorTranslator.isForbidden(e) || S3ErrorTranslator.status(e) == 400;
    }
}
