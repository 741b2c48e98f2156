package io.holdfast.store.s3;

import io.holdfast.store.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One version of an object, or a mark that hides the versions before it.
 *
 * @param isLatest the one that is seen
 */
record Version(Key key, String id, Instant modified, boolean isLatest, boolean isMark) {

    /**
     * Every version of an artifact and of what lies beside it, oldest first: whoever deletes in this order never brings an
     * older one to light again. Throws what the SDK throws; a storage without versions refuses the question.
     */
    static List<Version> of(Bucket bucket, Key artifact) {
        Set<String> names = Family.names(artifact)
                .map(key -> bucket.place().object(key.value()))
                .collect(Collectors.toSet());
        List<Version> found = new ArrayList<>();
        var pages = bucket.client()
                .listObjectVersionsPaginator(
                        request -> request.bucket(bucket.place().bucket())
                                .prefix(bucket.place().object(artifact.value())));
        for (var page : pages) {
            page.versions().stream()
                    .filter(one -> names.contains(one.key()))
                    .map(one -> new Version(
                            key(bucket, one.key()), one.versionId(), one.lastModified(), one.isLatest(), false))
                    .forEach(found::add);
            page.deleteMarkers().stream()
                    .filter(one -> names.contains(one.key()))
                    .map(one -> new Version(
                            key(bucket, one.key()), one.versionId(), one.lastModified(), one.isLatest(), true))
                    .forEach(found::add);
        }
        found.sort(Comparator.comparing(Version::isLatest).thenComparing(Version::modified));
        return found;
    }

    private static Key key(Bucket bucket, String object) {
        return new Key(bucket.place().key(object));
    }

    static Optional<List<Version>> ifOffered(Bucket bucket, Key artifact) {
        try {
            return Optional.of(of(bucket, artifact));
        } catch (SdkException e) {
            if (Refusal.isNotOffered(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
