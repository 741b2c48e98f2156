package io.holdfast.store.s3;

import io.holdfast.store.ObjectKey;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** A multipart upload. Nothing is visible before it is completed. Throws the SDK's exceptions. */
final class S3MultipartUpload {

    private final S3BucketClient bucket;
    private final ObjectKey key;
    private final String writer;
    private final String id;
    private final List<CompletedPart> parts = new ArrayList<>();

    /** SHA-256 of each part in base64, even if it was not sent to the storage. */
    private final List<String> partSums = new ArrayList<>();

    private S3MultipartUpload(S3BucketClient bucket, ObjectKey key, String writer, String id) {
        this.bucket = bucket;
        this.key = key;
        this.writer = writer;
        this.id = id;
    }

    static S3MultipartUpload begin(S3BucketClient bucket, ObjectKey key, Optional<Instant> lockedUntil) {
        String writer = UUID.randomUUID().toString();
        String id = bucket.checksums().send(sums -> {
            CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder()
                    .bucket(bucket.place().bucket())
                    .key(bucket.place().object(key.value()))
                    .checksumAlgorithm(sums ? ChecksumAlgorithm.SHA256 : null)
                    .metadata(Map.of(S3BucketClient.WRITER, writer));
            bucket.lock(lockedUntil)
                    .ifPresent(
                            until -> request.objectLockMode(bucket.lockMode()).objectLockRetainUntilDate(until));
            return bucket.client().createMultipartUpload(request.build()).uploadId();
        });
        return new S3MultipartUpload(bucket, key, writer, id);
    }

    String writer() {
        return writer;
    }

    int partsDone() {
        return parts.size();
    }

    /**
     * The storage compares the bytes with their SHA-256 or MD5 before it stores them. The bytes must not change during the call.
     *
     * @param sha256 of the first {@code length} bytes
     */
    void part(byte[] bytes, int length, byte[] sha256) {
        String sum = Base64.getEncoder().encodeToString(sha256);
        parts.add(bucket.checksums().send(sums -> sent(bytes, length, sums ? sum : null)));
        partSums.add(sum);
    }

    private CompletedPart sent(byte[] bytes, int length, @Nullable String sum) {
        int number = parts.size() + 1;
        int times = Math.max(1, length / UploadPartSizeCalculator.FIRST);
        UploadPartRequest request = UploadPartRequest.builder()
                .bucket(bucket.place().bucket())
                .key(bucket.place().object(key.value()))
                .uploadId(id)
                .partNumber(number)
                .checksumSHA256(sum)
                .contentMD5(sum == null ? S3ChecksumCalculator.md5(bytes, length) : null)
                .overrideConfiguration(
                        own -> own.apiCallAttemptTimeout(bucket.stallAfter().multipliedBy(times)))
                .build();
        RequestBody body = RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
        String tag = bucket.client().uploadPart(request, body).eTag();
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(tag)
                .checksumSHA256(sum)
                .build();
    }

    /**
     * Joins the parts to an object, unless an object with that name exists. If a response is lost, the SDK repeats the request and gets the
     * answer that the upload is gone or the name is taken. So this method first checks whether the existing object is its own.
     */
    Whole complete() {
        try {
            return bucket.checksums().send(sums -> completed(true, sums));
        } catch (SdkException e) {
            if (S3ErrorTranslator.status(e) == 501) {
                return bucket.checksums().send(sums -> completed(false, sums));
            }
            if (S3ErrorTranslator.isTaken(e) || S3ErrorTranslator.isNotFound(e)) {
                return ours().orElseThrow(() -> e);
            }
            throw e;
        }
    }

    private Whole completed(boolean onlyIfNew, boolean sums) {
        List<CompletedPart> known = sums
                ? parts
                : parts.stream()
                        .map(part -> part.toBuilder().checksumSHA256(null).build())
                        .toList();
        var answer = bucket.client()
                .completeMultipartUpload(CompleteMultipartUploadRequest.builder()
                        .bucket(bucket.place().bucket())
                        .key(bucket.place().object(key.value()))
                        .uploadId(id)
                        .ifNoneMatch(onlyIfNew ? "*" : null)
                        .multipartUpload(all -> all.parts(known))
                        .overrideConfiguration(own -> own.apiCallAttemptTimeout(S3BucketClient.PATIENCE))
                        .build());
        return new Whole(answer.eTag(), Optional.ofNullable(answer.versionId()));
    }

    private Optional<Whole> ours() {
        try {
            HeadObjectResponse there = bucket.head(key.value(), Optional.empty());
            return writer.equals(there.metadata().get(S3BucketClient.WRITER))
                    ? Optional.of(new Whole(there.eTag(), Optional.ofNullable(there.versionId())))
                    : Optional.empty();
        } catch (SdkException e) {
            return Optional.empty();
        }
    }

    /** The checksum of the whole that the storage should keep. */
    String composite() {
        return S3ChecksumCalculator.composite(partSums);
    }

    void abort() {
        bucket.client()
                .abortMultipartUpload(request -> request.bucket(bucket.place().bucket())
                        .key(bucket.place().object(key.value()))
                        .uploadId(id));
    }

    /**
     * The completed object.
     *
     * @param tag changes with the bytes
     */
    record Whole(String tag, Optional<String> version) {}
}
