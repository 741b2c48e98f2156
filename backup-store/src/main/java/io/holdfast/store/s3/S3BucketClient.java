package io.holdfast.store.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * A place and the way to it, with the requests that more than one wish needs. All throw what the SDK throws.
 *
 * @param stallAfter as in {@link S3ClientSettings}
 * @param checksums what is known of this storage's headers
 */
record S3BucketClient(S3Client client, BucketLocation place, Duration stallAfter, ChecksumSupport checksums) {

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

    S3BucketClient(S3Client client, BucketLocation place, Duration stallAfter) {
        this(client, place, stallAfter, new ChecksumSupport(place.id()));
    }

    /**
     * Every object whose name begins so, in order. What answers 200 and is no S3 storage (a console, a web site) is an error:
     * nothing may be concluded from it.
     *
     * @param start the object's name, with the prefix
     */
    Stream<ListObjectsV2Response> pages(String start) {
        return client
                .listObjectsV2Paginator(
                        request -> request.bucket(place.bucket()).prefix(start))
                .stream()
                .map(InvalidListingException::refuse);
    }

    /** The storage compares the bytes with their SHA-256, or with their MD5, before it keeps them. */
    void put(String key, byte[] bytes, Optional<Instant> lockedUntil, Map<String, String> metadata, boolean onlyIfNew) {
        checksums.send(sums -> {
            PutObjectRequest.Builder request = PutObjectRequest.builder()
                    .bucket(place.bucket())
                    .key(place.object(key))
                    .metadata(metadata);
            if (sums) {
                request.checksumSHA256(Base64.getEncoder().encodeToString(S3Checksums.sha256(bytes)));
            } else {
                request.contentMD5(S3Checksums.md5(bytes, bytes.length));
            }
            return put(request, bytes, lockedUntil, onlyIfNew);
        });
    }

    private PutObjectResponse put(
            PutObjectRequest.Builder request, byte[] bytes, Optional<Instant> lockedUntil, boolean onlyIfNew) {
        if (onlyIfNew) {
            request.ifNoneMatch("*");
        }
        lock(lockedUntil).ifPresent(until -> request.objectLockMode(lockMode()).objectLockRetainUntilDate(until));
        return client.putObject(request.build(), RequestBody.fromBytes(bytes));
    }

    /** With the checksum that the storage keeps, where it keeps one. */
    HeadObjectResponse head(String key, Optional<String> version) {
        return checksums.send(sums -> client.headObject(request -> request.bucket(place.bucket())
                .key(place.object(key))
                .versionId(version.orElse(null))
                .checksumMode(sums ? ChecksumMode.ENABLED : null)));
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
