package io.holdfast.store.s3;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.store.ArchiveClassMoveResult;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.ArtifactUnreadableResult;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.StorageChecksumCheckResult;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Moves an artifact into the archive class: the storage copies it onto itself. In a bucket with versioning, this creates a new version. The
 * former version is deleted, unless it is locked; in that case it is deleted with the backup.
 */
final class S3ArchiveClassMover {

    private final S3BucketClient bucket;
    private final String storageClass;

    S3ArchiveClassMover(S3BucketClient bucket, String storageClass) {
        this.bucket = bucket;
        this.storageClass = storageClass;
    }

    /** Throws the SDK's exceptions. */
    ArchiveClassMoveResult move(ObjectKey key, BackupCopyRecord copy) {
        Optional<HeadObjectResponse> before = seen(key, Optional.ofNullable(copy.versionId()));
        if (before.isEmpty()) {
            return S3ArtifactWithCompanions.of(bucket, key).hasArtifact()
                    ? inAnotherVersion(key, copy)
                    : new ArtifactMissingResult(key);
        }
        if (before.get().contentLength() != copy.bytes()) {
            return new ArtifactUnreadableResult(
                    key, key + " has " + before.get().contentLength() + " bytes, not " + copy.bytes());
        }
        if (storageClass.equals(before.get().storageClassAsString())) {
            return moved(copy, before.get());
        }
        new S3InPlaceObjectCopier(bucket, key, storageClass, before.get()).make();
        HeadObjectResponse after = bucket.head(key.value(), Optional.empty());
        if (!storageClass.equals(after.storageClassAsString())) {
            return new DestinationUnavailableResult("'" + bucket.place().id() + "' does not support the storage class "
                    + storageClass + ": set archive-class to one that it supports");
        }
        removeFormer(key, before.get(), after);
        return moved(copy, after);
    }

    /** The result of a move by a process that was killed before it was recorded, if the bytes are those of the copy. */
    private ArchiveClassMoveResult inAnotherVersion(ObjectKey key, BackupCopyRecord copy) {
        HeadObjectResponse now = bucket.head(key.value(), Optional.empty());
        BackupCopyRecord moved =
                new BackupCopyRecord(copy.destination(), copy.key(), now.versionId(), copy.bytes(), copy.sha256());
        return storageClass.equals(now.storageClassAsString())
                        && new S3StoredChecksumCheck(bucket).of(key, moved)
                                instanceof StorageChecksumCheckResult.Attested
                ? moved(copy, now)
                : RecordedObjectVersionReader.replaced(key);
    }

    private Optional<HeadObjectResponse> seen(ObjectKey key, Optional<String> version) {
        try {
            return Optional.of(bucket.head(key.value(), version));
        } catch (SdkException e) {
            if (S3ErrorTranslator.isNotFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private ArchiveClassMoveResult moved(BackupCopyRecord copy, HeadObjectResponse now) {
        return new ArchiveClassMoveResult.Moved(
                new BackupCopyRecord(copy.destination(), copy.key(), now.versionId(), copy.bytes(), copy.sha256()),
                storageClass);
    }

    private void removeFormer(ObjectKey key, HeadObjectResponse before, HeadObjectResponse after) {
        if (before.versionId() == null || before.versionId().equals(after.versionId())) {
            return;
        }
        try {
            bucket.delete(key.value(), before.versionId());
        } catch (SdkException e) {
            if (S3ErrorTranslator.status(e) < 400 || S3ErrorTranslator.status(e) >= 500) {
                throw e;
            }
        }
    }
}
