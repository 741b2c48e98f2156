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

/** One multipart upload: nobody sees anything of it before it is completed. Throws what the SDK throws. */
final class S3MultipartUpload {

    private final S3BucketClient bucket;
    private final ObjectKey key;
    private final String writer;
    private final String id;
    private final List<CompletedPart> parts = new ArrayList<>();

    /** SHA-256 of each part in base64, whether or not the storage was told. */
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
     * The storage compares the bytes with their SHA-256, or with their MD5, before it keeps them. They must not change meanwhile.
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
        int times = Math.max(1, length / UploadPartSizes.FIRST);
        UploadPartRequest request = UploadPartRequest.builder()
                .bucket(bucket.place().bucket())
                .key(bucket.place().object(key.value()))
                .uploadId(id)
                .partNumber(number)
                .checksumSHA256(sum)
                .contentMD5(sum == null ? S3Checksums.md5(bytes, length) : null)
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
     * Makes an object of the parts, unless there is one of that name. An answer that was lost on its way lets the SDK ask
     * again, and hear that the upload or the name is gone: so whoever wrote the object is looked at before that is believed.
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

    /** What the storage should keep as checksum of the whole. */
    String composite() {
        return S3Checksums.composite(partSums);
    }

    void abort() {
        bucket.client()
                .abortMultipartUpload(request -> request.bucket(bucket.place().bucket())
                        .key(bucket.place().object(key.value()))
                        .uploadId(id));
    }

    /**
     * The object that it has become.
     *
     * @param tag changes with the bytes
     */
    record Whole(String tag, Optional<String> version) {}
}
