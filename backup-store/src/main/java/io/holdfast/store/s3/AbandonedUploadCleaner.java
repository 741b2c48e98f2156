package io.holdfast.store.s3;

import io.holdfast.store.ArtifactName;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.UnfinishedWriteState;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Removes what a dead writer left, and prevents the writer from continuing: without its upload it cannot complete the object, and an empty
 * manifest in the place of its own prevents the commit. Throws the SDK's exceptions.
 */
final class AbandonedUploadCleaner {

    private final S3BucketClient bucket;
    private final IncompleteUploads uploads;

    AbandonedUploadCleaner(S3BucketClient bucket) {
        this.bucket = bucket;
        this.uploads = new IncompleteUploads(bucket);
    }

    UnfinishedWriteState leftoverState(ArtifactName name) {
        ObjectKey key = name.key();
        S3ArtifactWithCompanions group = S3ArtifactWithCompanions.of(bucket, key);
        if (group.isSealed()) {
            return new UnfinishedWriteState.SealedThere(key);
        }
        return group.isEmpty() && !uploads.any(key)
                ? new UnfinishedWriteState.Nothing(key)
                : new UnfinishedWriteState.Unsealed(key);
    }

    UnfinishedWriteState sweep(ArtifactName name) {
        ObjectKey key = name.key();
        // Uploads are aborted first: the listing sees objects completed before that, and no upload can be completed
        // after it.
        uploads.abort(key);
        S3ArtifactWithCompanions group = S3ArtifactWithCompanions.of(bucket, key);
        if (!group.isEmpty() && !group.isSealed() && isForbiddenToCommit(group)) {
            UnsealedObjectRemover unsealedObjectRemover = new UnsealedObjectRemover(bucket);
            S3ArtifactWithCompanions.names(key)
                    .filter(each -> group.members().containsKey(each))
                    .filter(each -> !each.equals(manifest(key)))
                    .forEach(unsealedObjectRemover::remove);
            unsealedObjectRemover.remove(manifest(key));
        }
        return leftoverState(name);
    }

    /** Whether nobody can commit any more; false if a writer has just committed. */
    private boolean isForbiddenToCommit(S3ArtifactWithCompanions group) {
        if (!group.hasArtifact()) {
            return true;
        }
        try {
            bucket.put(manifest(group.key()).value(), new byte[0], Optional.empty(), Map.of(), true);
            return true;
        } catch (SdkException e) {
            if (S3ErrorTranslator.status(e) == 501) {
                return true;
            }
            if (S3ErrorTranslator.isTaken(e)) {
                return !S3ArtifactWithCompanions.of(bucket, group.key()).isSealed();
            }
            throw e;
        }
    }

    private static ObjectKey manifest(ObjectKey key) {
        return key.companion(CompanionFile.Role.MANIFEST);
    }
}
