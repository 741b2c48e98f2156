package io.holdfast.store.s3;

import io.holdfast.store.ArtifactName;
import io.holdfast.store.ObjectKey;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Incomplete uploads of all writers. Throws the SDK's exceptions. */
final class IncompleteUploads {

    private final S3BucketClient bucket;

    IncompleteUploads(S3BucketClient bucket) {
        this.bucket = bucket;
    }

    boolean any(ObjectKey key) {
        return of(key).findAny().isPresent();
    }

    void abort(ObjectKey key) {
        of(key).toList().forEach(this::abort);
    }

    /** @return number of aborted uploads */
    int abort(Instant begunBefore, Predicate<ArtifactName> isAbandoned) {
        var abandoned = below("")
                .filter(upload -> upload.initiated().isBefore(begunBefore))
                .filter(upload -> ArtifactName.parse(bucket.place().key(upload.key()))
                        .filter(isAbandoned)
                        .isPresent())
                .toList();
        abandoned.forEach(this::abort);
        return abandoned.size();
    }

    private Stream<MultipartUpload> of(ObjectKey key) {
        String object = bucket.place().object(key.value());
        return below(key.value()).filter(upload -> upload.key().equals(object));
    }

    /** Filters the result, because some storages ignore the prefix. */
    private Stream<MultipartUpload> below(String key) {
        String prefix = bucket.place().object(key);
        return bucket
                .client()
                .listMultipartUploadsPaginator(
                        request -> request.bucket(bucket.place().bucket()).prefix(prefix.isEmpty() ? null : prefix))
                .uploads()
                .stream()
                .filter(upload -> upload.key().startsWith(prefix));
    }

    private void abort(MultipartUpload upload) {
        try {
            bucket.client()
                    .abortMultipartUpload(
                            request -> request.bucket(bucket.place().bucket())
                                    .key(upload.key())
                                    .uploadId(upload.uploadId()));
        } catch (SdkException e) {
            if (!S3ErrorTranslator.isNotFound(e)) {
                throw e;
            }
        }
    }
}
