package io.holdfast.store.s3;

import io.holdfast.events.Copy;
import io.holdfast.store.Archiving;
import io.holdfast.store.Attesting;
import io.holdfast.store.Key;
import io.holdfast.store.Missing;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Unreadable;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Moves an artifact into the archive class: the storage copies it onto itself. In a bucket with versions that makes another
 * one; the former goes, unless it is locked, and then it goes with the backup.
 */
final class Archive {

    private final Bucket bucket;
    private final String storageClass;

    Archive(Bucket bucket, String storageClass) {
        this.bucket = bucket;
        this.storageClass = storageClass;
    }

    /** Throws what the SDK throws. */
    Archiving move(Key key, Copy copy) {
        Optional<HeadObjectResponse> before = seen(key, Optional.ofNullable(copy.versionId()));
        if (before.isEmpty()) {
            return Family.of(bucket, key).hasArtifact() ? inAnotherVersion(key, copy) : new Missing(key);
        }
        if (before.get().contentLength() != copy.bytes()) {
            return new Unreadable(key, key + " has " + before.get().contentLength() + " bytes, not " + copy.bytes());
        }
        if (storageClass.equals(before.get().storageClassAsString())) {
            return moved(copy, before.get());
        }
        new ArchiveCopy(bucket, key, storageClass, before.get()).make();
        HeadObjectResponse after = bucket.head(key.value(), Optional.empty());
        if (!storageClass.equals(after.storageClassAsString())) {
            return new Unavailable("'" + bucket.place().id() + "' does not know the class " + storageClass
                    + ": set archive-class to one that it has");
        }
        removeFormer(key, before.get(), after);
        return moved(copy, after);
    }

    /** The move of a process that was killed before it was recorded, if the bytes are those of the copy. */
    private Archiving inAnotherVersion(Key key, Copy copy) {
        HeadObjectResponse now = bucket.head(key.value(), Optional.empty());
        Copy moved = new Copy(copy.destination(), copy.key(), now.versionId(), copy.bytes(), copy.sha256());
        return storageClass.equals(now.storageClassAsString())
                        && new Attestation(bucket).of(key, moved) instanceof Attesting.Attested
                ? moved(copy, now)
                : RecordedVersion.replaced(key);
    }

    private Optional<HeadObjectResponse> seen(Key key, Optional<String> version) {
        try {
            return Optional.of(bucket.head(key.value(), version));
        } catch (SdkException e) {
            if (Refusal.isNotFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Archiving moved(Copy copy, HeadObjectResponse now) {
        return new Archiving.Moved(
                new Copy(copy.destination(), copy.key(), now.versionId(), copy.bytes(), copy.sha256()), storageClass);
    }

    private void removeFormer(Key key, HeadObjectResponse before, HeadObjectResponse after) {
        if (before.versionId() == null || before.versionId().equals(after.versionId())) {
            return;
        }
        try {
            bucket.delete(key.value(), before.versionId());
        } catch (SdkException e) {
            if (Refusal.status(e) < 400 || Refusal.status(e) >= 500) {
                throw e;
            }
        }
    }
}
