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
 * A bucket and its client, with the requests that several operations use. All methods throw the SDK's exceptions.
 *
 * @param stallAfter as in {@link S3ClientSettings}
 * @param checksums the support of checksum headers found so far
 */
record S3BucketClient(
        S3Client client, S3BucketSettings place, Duration stallAfter, S3ChecksumSupportDetector checksums) {

    /** For slow operations of a storage: joining parts, and copying objects. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Metadata that distinguishes a writer's own object from another with the same name. */
    static final String WRITER = "holdfast-writer";

    /** The lock time of objects that are written now, if locks are configured. */
    Optional<Instant> lock(Optional<Instant> until) {
        return place.lock().flatMap(mode -> until);
    }

    /** The lock mode for requests that write. */
    ObjectLockMode lockMode() {
        return ObjectLockMode.fromValue(place.lock().orElseThrow().toString());
    }

    S3BucketClient(S3Client client, S3BucketSettings place, Duration stallAfter) {
        this(client, place, stallAfter, new S3ChecksumSupportDetector(place.id()));
    }

    /**
     * All objects whose names have this prefix, in order. If the response has status 200 but is not from an S3 storage (for example a web
     * console), this method throws, because no conclusion is possible.
     *
     * @param start prefix of the object's name, including the location's prefix
     */
    Stream<ListObjectsV2Response> pages(String start) {
        return client
                .listObjectsV2Paginator(
                        request -> request.bucket(place.bucket()).prefix(start))
                .stream()
                .map(InvalidArchiveListingException::refuse);
    }

    /** The storage compares the bytes with their SHA-256 or MD5 before it stores them. */
    void put(String key, byte[] bytes, Optional<Instant> lockedUntil, Map<String, String> metadata, boolean onlyIfNew) {
        checksums.send(sums -> {
            PutObjectRequest.Builder request = PutObjectRequest.builder()
                    .bucket(place.bucket())
                    .key(place.object(key))
                    .metadata(metadata);
            if (sums) {
                request.checksumSHA256(Base64.getEncoder().encodeToString(S3ChecksumCalculator.sha256(bytes)));
            } else {
                request.contentMD5(S3ChecksumCalculator.md5(bytes, bytes.length));
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

    /** Includes the checksum that the storage keeps, if any. */
    HeadObjectResponse head(String key, Optional<String> version) {
        return checksums.send(sums -> client.headObject(request -> request.bucket(place.bucket())
                .key(place.object(key))
                .versionId(version.orElse(null))
                .checksumMode(sums ? ChecksumMode.ENABLED : null)));
    }

    /** In a bucket with versioning, this only hides the object. */
    void delete(String key) {
        client.deleteObject(request -> request.bucket(place.bucket()).key(place.object(key)));
    }

    void delete(String key, String version) {
        client.deleteObject(
                request -> request.bucket(place.bucket()).key(place.object(key)).versionId(version));
    }
}
