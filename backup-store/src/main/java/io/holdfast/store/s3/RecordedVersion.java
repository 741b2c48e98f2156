package io.holdfast.store.s3;

import io.holdfast.store.Archived;
import io.holdfast.store.Key;
import io.holdfast.store.Look;
import io.holdfast.store.Missing;
import io.holdfast.store.Opening;
import io.holdfast.store.Unreadable;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;

/**
 * One version of an artifact, as it was recorded when it was sealed. No listing is asked first: what was put over it, and a mark
 * that hides it, say nothing about its bytes. Throws what the SDK throws.
 */
final class RecordedVersion {

    private final Bucket bucket;
    private final Refusal refusal;
    private final Key key;
    private final String id;

    RecordedVersion(Bucket bucket, Refusal refusal, Key key, String id) {
        this.bucket = bucket;
        this.refusal = refusal;
        this.key = key;
        this.id = id;
    }

    Look look() {
        try {
            HeadObjectResponse there = bucket.head(key.value(), Optional.of(id));
            return new Look.There(key, there.contentLength(), there.lastModified());
        } catch (SdkException e) {
            return Refusal.isNotFound(e) ? gone() : refusal.unavailable(e);
        }
    }

    Opening open() {
        try {
            return ResumingStream.open(bucket, refusal, key, Optional.of(id));
        } catch (InvalidObjectStateException e) {
            return new Archived(
                    key, Optional.ofNullable(e.storageClassAsString()).orElse("archive"));
        } catch (SdkException e) {
            if (!Refusal.isNotFound(e)) {
                return refusal.unavailable(e);
            }
            return isReplaced() ? replaced(key) : new Missing(key);
        }
    }

    private Look gone() {
        return isReplaced() ? replaced(key) : new Missing(key);
    }

    /** Absence is concluded from a listing only, because a missing bucket answers in the same way. */
    private boolean isReplaced() {
        return Family.of(bucket, key).hasArtifact();
    }

    /** No evidence against the copy: it may have been moved into the archive class, and the books hear of it in a moment. */
    static Unreadable replaced(Key key) {
        return new Unreadable(key, key + " is there in another version than the one that is known");
    }
}
