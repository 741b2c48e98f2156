package io.holdfast.store.s3;

import io.holdfast.store.ArtifactLockStatusResult;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** Locks on an artifact and on the files that were sealed with it. Throws the SDK's exceptions. */
final class S3ObjectLockClient {

    /** Error codes for a missing object or version. Any other 404 means that there is no lock. */
    private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchVersion");

    private final S3BucketClient bucket;

    S3ObjectLockClient(S3BucketClient bucket) {
        this.bucket = bucket;
    }

    /** The earliest end of all locks, because deleting the manifest is enough to undo the backup. */
    ArtifactLockStatusResult of(ObjectKey key, Optional<String> version) {
        S3ArtifactWithCompanions group = S3ArtifactWithCompanions.of(bucket, key);
        if (version.isEmpty() && group.shown().isEmpty()) {
            return new ArtifactMissingResult(key);
        }
        Instant shortest = Instant.MAX;
        for (ObjectKey each : lockable(group)) {
            Optional<Instant> until = retention(each, of(each, key, version)).map(ObjectLockRetention::retainUntilDate);
            if (until.isEmpty()) {
                return new ArtifactLockStatusResult.Unlocked(key);
            }
            shortest = until.get().isBefore(shortest) ? until.get() : shortest;
        }
        return new ArtifactLockStatusResult.Locked(key, shortest);
    }

    ArtifactLockStatusResult extend(ObjectKey key, Optional<String> version, Instant until) {
        S3ArtifactWithCompanions group = S3ArtifactWithCompanions.of(bucket, key);
        if (version.isEmpty() && group.shown().isEmpty()) {
            return new ArtifactMissingResult(key);
        }
        for (ObjectKey each : lockable(group)) {
            Optional<String> which = of(each, key, version);
            Optional<ObjectLockRetention> now = retention(each, which);
            if (now.map(ObjectLockRetention::retainUntilDate)
                    .filter(known -> !known.isBefore(until))
                    .isEmpty()) {
                put(each, which, mode(now), until);
            }
        }
        return of(key, version);
    }

    /** The versions of companions are not recorded. */
    private static Optional<String> of(ObjectKey each, ObjectKey artifact, Optional<String> version) {
        return each.equals(artifact) ? version : Optional.empty();
    }

    /** Excludes the facts, which are rewritten after the sealing. */
    private static List<ObjectKey> lockable(S3ArtifactWithCompanions group) {
        return Stream.concat(Stream.of(group.key()), group.members().keySet().stream())
                .distinct()
                .filter(key -> !key.equals(group.key().companion(CompanionFile.Role.FACTS)))
                .toList();
    }

    Optional<ObjectLockRetention> retention(ObjectKey key, Optional<String> version) {
        try {
            return Optional.ofNullable(bucket.client()
                            .getObjectRetention(
                                    request -> request.bucket(bucket.place().bucket())
                                            .key(bucket.place().object(key.value()))
                                            .versionId(version.orElse(null)))
                            .retention())
                    .filter(retention -> retention.retainUntilDate() != null);
        } catch (SdkException e) {
            if (isUnlocked(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The object has no lock, or its bucket does not support locks. */
    private static boolean isUnlocked(SdkException e) {
        return (S3ErrorTranslator.isNotFound(e) && !ABSENT.contains(S3ErrorTranslator.code(e)))
                || (S3ErrorTranslator.status(e) == 400
                        && S3ErrorTranslator.code(e).equals("InvalidRequest"))
                || S3ErrorTranslator.isNotOffered(e);
    }

    /** A stricter mode is kept. */
    private ObjectLockRetentionMode mode(Optional<ObjectLockRetention> now) {
        return now.map(ObjectLockRetention::mode)
                .filter(mode -> mode == ObjectLockRetentionMode.COMPLIANCE)
                .orElseGet(() -> bucket.place().lock().orElseThrow());
    }

    private void put(ObjectKey key, Optional<String> version, ObjectLockRetentionMode mode, Instant until) {
        bucket.checksums()
                .send(sums -> bucket.client()
                        .putObjectRetention(request -> request.bucket(
                                        bucket.place().bucket())
                                .key(bucket.place().object(key.value()))
                                .versionId(version.orElse(null))
                                .overrideConfiguration(sums ? own -> {} : ContentMd5Interceptor::only)
                                .retention(retention -> retention.mode(mode).retainUntilDate(until))));
    }
}
