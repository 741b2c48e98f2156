package io.holdfast.store.s3;

import io.holdfast.store.ObjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A version of an object, or a delete marker that hides earlier versions.
 *
 * @param isLatest whether it is the current version
 */
record S3ObjectVersion(ObjectKey key, String id, Instant modified, boolean isLatest, boolean isMark) {

    /**
     * All versions of an artifact and its companions, oldest first: deletion in this order never makes an older version the current one.
     * Throws the SDK's exceptions; a storage without versioning refuses the request.
     */
    static List<S3ObjectVersion> of(S3BucketClient bucket, ObjectKey artifact) {
        Set<String> names = S3ArtifactWithCompanions.names(artifact)
                .map(key -> bucket.place().object(key.value()))
                .collect(Collectors.toSet());
        List<S3ObjectVersion> found = new ArrayList<>();
        var pages = bucket.client()
                .listObjectVersionsPaginator(
                        request -> request.bucket(bucket.place().bucket())
                                .prefix(bucket.place().object(artifact.value())));
        for (var page : pages) {
            page.versions().stream()
                    .filter(one -> names.contains(one.key()))
                    .map(one -> new S3ObjectVersion(
                            key(bucket, one.key()), one.versionId(), one.lastModified(), one.isLatest(), false))
                    .forEach(found::add);
            page.deleteMarkers().stream()
                    .filter(one -> names.contains(one.key()))
                    .map(one -> new S3ObjectVersion(
                            key(bucket, one.key()), one.versionId(), one.lastModified(), one.isLatest(), true))
                    .forEach(found::add);
        }
        found.sort(Comparator.comparing(S3ObjectVersion::isLatest).thenComparing(S3ObjectVersion::modified));
        return found;
    }

    private static ObjectKey key(S3BucketClient bucket, String object) {
        return new ObjectKey(bucket.place().key(object));
    }

    static Optional<List<S3ObjectVersion>> listIfSupported(S3BucketClient bucket, ObjectKey artifact) {
        try {
            return Optional.of(of(bucket, artifact));
        } catch (SdkException e) {
            if (S3ErrorTranslator.isNotOffered(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
