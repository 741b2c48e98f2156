package io.holdfast.store.s3;

import io.holdfast.store.ArchiveClassArtifactResult;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.ArtifactUnreadableResult;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenArtifactResult;
import io.holdfast.store.StatArtifactResult;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;

/**
 * Reads the version of an artifact that was recorded when it was sealed. It is read without a listing: later versions and delete markers say
 * nothing about its bytes. Throws the SDK's exceptions.
 */
final class RecordedObjectVersionReader {

    private final S3BucketClient bucket;
    private final S3ErrorTranslator s3ErrorTranslator;
    private final ObjectKey key;
    private final String id;

    RecordedObjectVersionReader(S3BucketClient bucket, S3ErrorTranslator s3ErrorTranslator, ObjectKey key, String id) {
        this.bucket = bucket;
        this.s3ErrorTranslator = s3ErrorTranslator;
        this.key = key;
        this.id = id;
    }

    StatArtifactResult stat() {
        try {
            HeadObjectResponse there = bucket.head(key.value(), Optional.of(id));
            return new StatArtifactResult.There(key, there.contentLength(), there.lastModified());
        } catch (SdkException e) {
            return S3ErrorTranslator.isNotFound(e) ? gone() : s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    OpenArtifactResult open() {
        try {
            return ResumingInputStream.open(bucket, s3ErrorTranslator, key, Optional.of(id));
        } catch (InvalidObjectStateException e) {
            return new ArchiveClassArtifactResult(
                    key, Optional.ofNullable(e.storageClassAsString()).orElse("archive"));
        } catch (SdkException e) {
            if (!S3ErrorTranslator.isNotFound(e)) {
                return s3ErrorTranslator.destinationUnavailable(e);
            }
            return isReplaced() ? replaced(key) : new ArtifactMissingResult(key);
        }
    }

    private StatArtifactResult gone() {
        return isReplaced() ? replaced(key) : new ArtifactMissingResult(key);
    }

    /** Only a listing proves absence, because a missing bucket returns the same status. */
    private boolean isReplaced() {
        return S3ArtifactWithCompanions.of(bucket, key).hasArtifact();
    }

    /** This does not prove that the copy is lost: a move into the archive class creates a version that is recorded a moment later. */
    static ArtifactUnreadableResult replaced(ObjectKey key) {
        return new ArtifactUnreadableResult(key, key + " exists in another version than the recorded one");
    }
}
