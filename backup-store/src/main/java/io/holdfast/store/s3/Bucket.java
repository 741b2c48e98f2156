package io.holdfast.store.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * A place and the way to it, with the requests that more than one wish needs. All throw what the SDK throws.
 *
 * @param stallAfter as in {@link Access}
 */
record Bucket(S3Client client, Place place, Duration stallAfter) {

    /** For what a storage may think about for long: joining parts, and copying within itself. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Metadata that tells one's own object from another's of the same name. */
    static final String WRITER = "holdfast-writer";

    /** Until when to lock what is written now, where locks are wished at all. */
    Optional<Instant> lock(Optional<Instant> until) {
        return place.lock().flatMap(mode -> until);
    }

    /** As requests that write want it. */
    ObjectLockMode lockMode() {
        return ObjectLockMode.fromValue(place.lock().orElseThrow().toString());
    }

    /** The storage compares the bytes with their SHA-256 before it keeps them. */
    void put(String key, byte[] bytes, Optional<Instant> lockedUntil, Map<String, String> metadata, boolean onlyIfNew) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(place.bucket())
                .key(place.object(key))
                .checksumSHA256(Base64.getEncoder().encodeToString(Sums.sha256(bytes)))
                .metadata(metadata);
        if (onlyIfNew) {
            request.ifNoneMatch("*");
        }
        lock(lockedUntil).ifPresent(until -> request.objectLockMode(lockMode()).objectLockRetainUntilDate(until));
        client.putObject(request.build(), RequestBody.fromBytes(bytes));
    }

    /** With the checksum that the storage keeps, where it keeps one. */
    HeadObjectResponse head(String key, Optional<String> version) {
        return client.headObject(request -> request.bucket(place.bucket())
                .key(place.object(key))
                .versionId(version.orElse(null))
                .checksumMode(ChecksumMode.ENABLED));
    }

    /** In a bucket with versions this only hides it. */
    void delete(String key) {
        client.deleteObject(request -> request.bucket(place.bucket()).key(place.object(key)));
    }

    void delete(String key, String version) {
        client.deleteObject(
                request -> request.bucket(place.bucket()).key(place.object(key)).versionId(version));
    }
}
