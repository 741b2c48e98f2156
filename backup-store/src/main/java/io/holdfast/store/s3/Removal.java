package io.holdfast.store.s3;

import io.holdfast.store.Key;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Takes away what was never sealed. For good, where the storage and our rights allow it; where a lock or a policy keeps the
 * versions, it hides them: a hidden object is no backup to anyone. Throws what the SDK throws.
 */
final class Removal {

    private final Bucket bucket;

    Removal(Bucket bucket) {
        this.bucket = bucket;
    }

    void remove(Key key) {
        try {
            List<Version> versions = Version.ifOffered(bucket, key).orElse(List.of());
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
        return Refusal.isForbidden(e) || Refusal.status(e) == 400;
    }
}
