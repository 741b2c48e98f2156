package io.holdfast.store.s3;

import io.holdfast.store.DeleteArtifactResult;
import io.holdfast.store.ObjectKey;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Deletes the artifact first, as at all destinations. Without the artifact, the manifest commits nothing. If a lock prevents the deletion,
 * nothing has been changed. (Deleting the manifest first would leave gigabytes that cannot be used or deleted.)
 */
final class S3ArtifactDeletion {

    private final S3BucketClient bucket;
    private final S3ErrorTranslator s3ErrorTranslator;

    S3ArtifactDeletion(S3BucketClient bucket, S3ErrorTranslator s3ErrorTranslator) {
        this.bucket = bucket;
        this.s3ErrorTranslator = s3ErrorTranslator;
    }

    DeleteArtifactResult artifactThenCompanions(ObjectKey key) {
        try {
            return S3ObjectVersion.listIfSupported(bucket, key)
                    .map(versions -> byVersion(key, versions))
                    .orElseGet(() -> plainly(key));
        } catch (SdkException e) {
            return S3ErrorTranslator.isForbidden(e)
                    ? new DeleteArtifactResult.NotDeleted(key, s3ErrorTranslator.sentence(e))
                    : s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    private DeleteArtifactResult byVersion(ObjectKey key, List<S3ObjectVersion> versions) {
        Consumer<ObjectKey> remove = each -> versions.stream()
                .filter(version -> version.key().equals(each))
                .forEach(version -> bucket.delete(each.value(), version.id()));
        boolean wasThere = versions.stream().anyMatch(version -> version.key().equals(key) && !version.isMark());
        return inOrder(key, wasThere, remove);
    }

    private DeleteArtifactResult plainly(ObjectKey key) {
        S3ArtifactWithCompanions group = S3ArtifactWithCompanions.of(bucket, key);
        return inOrder(key, group.hasArtifact(), each -> {
            if (group.members().containsKey(each)) {
                bucket.delete(each.value());
            }
        });
    }

    private DeleteArtifactResult inOrder(ObjectKey key, boolean wasThere, Consumer<ObjectKey> remove) {
        try {
            S3ArtifactWithCompanions.names(key).forEach(remove);
            return wasThere ? new DeleteArtifactResult.Deleted(key) : new DeleteArtifactResult.AlreadyGone(key);
        } catch (SdkException e) {
            int status = S3ErrorTranslator.status(e);
            return status >= 400 && status < 500
                    ? new DeleteArtifactResult.NotDeleted(
                            key,
                            key + " was not deleted by its storage: check whether it is locked. Otherwise, "
                                    + s3ErrorTranslator.sentence(e))
                    : s3ErrorTranslator.destinationUnavailable(e);
        }
    }
}
