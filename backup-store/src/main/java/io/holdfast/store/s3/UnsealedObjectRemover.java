package io.holdfast.store.s3;

import io.holdfast.store.ObjectKey;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Removes unsealed objects: permanently, if the storage and the permissions allow it. If a lock or a policy protects the versions, it hides
 * them with a delete marker: nothing treats a hidden object as a backup. Throws the SDK's exceptions.
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

    /** Some storages report a lock as a bad request. */
    private static boolean isKept(SdkException e) {
        return S3ErrorTranslator.isForbidden(e) || S3ErrorTranslator.status(e) == 400;
    }
}
