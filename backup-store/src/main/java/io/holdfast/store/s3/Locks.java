package io.holdfast.store.s3;

import io.holdfast.store.Companion;
import io.holdfast.store.Key;
import io.holdfast.store.Locking;
import io.holdfast.store.Missing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** Locks on an artifact and on what was sealed with it. Throws what the SDK throws. */
final class Locks {

    private final Bucket bucket;

    Locks(Bucket bucket) {
        this.bucket = bucket;
    }

    /** The shortest lock of all, because whoever can delete the manifest can undo the backup. */
    Locking of(Key key) {
        Family family = Family.of(bucket, key);
        if (family.shown().isEmpty()) {
            return new Missing(key);
        }
        Instant shortest = Instant.MAX;
        for (Key each : lockable(family)) {
            Optional<Instant> until = retention(each).map(ObjectLockRetention::retainUntilDate);
            if (until.isEmpty()) {
                return new Locking.Unlocked(key);
            }
            shortest = until.get().isBefore(shortest) ? until.get() : shortest;
        }
        return new Locking.Locked(key, shortest);
    }

    Locking extend(Key key, Instant until) {
        Family family = Family.of(bucket, key);
        if (family.shown().isEmpty()) {
            return new Missing(key);
        }
        for (Key each : lockable(family)) {
            Optional<ObjectLockRetention> now = retention(each);
            if (now.map(ObjectLockRetention::retainUntilDate)
                    .filter(known -> !known.isBefore(until))
                    .isEmpty()) {
                put(each, mode(now), until);
            }
        }
        return of(key);
    }

    /** What is kept for longer than any lock may be rewritten: later facts. */
    private static List<Key> lockable(Family family) {
        return family.members().keySet().stream()
                .filter(key -> !key.equals(family.key().companion(Companion.Role.FACTS)))
                .toList();
    }

    Optional<ObjectLockRetention> retention(Key key) {
        try {
            return Optional.ofNullable(bucket.client()
                            .getObjectRetention(
                                    request -> request.bucket(bucket.place().bucket())
                                            .key(bucket.place().object(key.value())))
                            .retention())
                    .filter(retention -> retention.retainUntilDate() != null);
        } catch (SdkException e) {
            if (isUnlocked(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The object has no lock, or its bucket knows of none. */
    private static boolean isUnlocked(SdkException e) {
        return (Refusal.isNotFound(e) && !Refusal.code(e).equals("NoSuchKey"))
                || (Refusal.status(e) == 400 && Refusal.code(e).equals("InvalidRequest"))
                || Refusal.isNotOffered(e);
    }

    /** A stricter mode stays. */
    private ObjectLockRetentionMode mode(Optional<ObjectLockRetention> now) {
        return now.map(ObjectLockRetention::mode)
                .filter(mode -> mode == ObjectLockRetentionMode.COMPLIANCE)
                .orElseGet(() -> bucket.place().lock().orElseThrow());
    }

    private void put(Key key, ObjectLockRetentionMode mode, Instant until) {
        bucket.client()
                .putObjectRetention(request -> request.bucket(bucket.place().bucket())
                        .key(bucket.place().object(key.value()))
                        .retention(retention -> retention.mode(mode).retainUntilDate(until)));
    }
}
