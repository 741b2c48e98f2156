package io.holdfast.store.s3;

import io.holdfast.store.ArtifactName;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.ObjectKey;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * An artifact and its companions, from one listing. A listing distinguishes a missing bucket from a missing object; a request for a single
 * object does not.
 */
record S3ArtifactWithCompanions(ObjectKey key, Map<ObjectKey, S3Object> members) {

    static S3ArtifactWithCompanions of(S3BucketClient bucket, ObjectKey key) {
        Map<ObjectKey, S3Object> members = new TreeMap<>();
        String last =
                bucket.place().object(key.companion(CompanionFile.Role.CHECKSUM).value());
        bucket.pages(bucket.place().object(key.value()))
                .flatMap(page -> page.contents().stream())
                .takeWhile(object -> object.key().compareTo(last) <= 0)
                .forEach(object -> ObjectKey.parse(bucket.place().key(object.key()))
                        .filter(found -> names(key).anyMatch(found::equals))
                        .ifPresent(found -> members.put(found, object)));
        return new S3ArtifactWithCompanions(key, members);
    }

    /** The names of the artifact and of all possible companions. */
    static Stream<ObjectKey> names(ObjectKey key) {
        return Stream.concat(
                Stream.of(key), Stream.of(CompanionFile.Role.values()).map(key::companion));
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    boolean hasArtifact() {
        return members.containsKey(key);
    }

    /** The manifest is the commit. An empty manifest belongs to a sweep, which has prevented the commit. */
    boolean isSealed() {
        return hasArtifact()
                && Optional.ofNullable(members.get(key.companion(CompanionFile.Role.MANIFEST)))
                        .filter(S3ArtifactWithCompanions::isCommit)
                        .isPresent();
    }

    static boolean isCommit(S3Object manifest) {
        return manifest.size() > 0;
    }

    /** What readers see: a sealed artifact as a backup, and other objects under their own names. */
    Optional<S3Object> shown() {
        return ArtifactName.parse(key.value()).isEmpty() || isSealed()
                ? Optional.ofNullable(members.get(key))
                : Optional.empty();
    }
}
