package io.holdfast.store.s3;

import io.holdfast.store.ObjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/** Lets the storage copy an object onto itself in another class, with the same lock. */
final class S3InPlaceObjectCopier {

    /** Larger objects must be copied in parts. */
    private static final long LARGEST = 5L << 30;

    private final S3BucketClient bucket;
    private final ObjectKey key;
    private final String storageClass;
    private final HeadObjectResponse before;

    S3InPlaceObjectCopier(S3BucketClient bucket, ObjectKey key, String storageClass, HeadObjectResponse before) {
        this.bucket = bucket;
        this.key = key;
        this.storageClass = storageClass;
        this.before = before;
    }

    void make() {
        if (before.contentLength() > LARGEST) {
            inParts();
        } else {
            atOnce();
        }
    }

    private void atOnce() {
        bucket.checksums().send(this::copied);
    }

    private CopyObjectResponse copied(boolean sums) {
        CopyObjectRequest.Builder request = CopyObjectRequest.builder()
                .sourceBucket(bucket.place().bucket())
                .sourceKey(object())
                .sourceVersionId(before.versionId())
                .destinationBucket(bucket.place().bucket())
                .destinationKey(object())
                .storageClass(storageClass)
                .metadataDirective(MetadataDirective.COPY)
                .checksumAlgorithm(sums ? ChecksumAlgorithm.SHA256 : null)
                .overrideConfiguration(own -> own.apiCallAttemptTimeout(S3BucketClient.PATIENCE));
        lock().ifPresent(mode -> request.objectLockMode(mode).objectLockRetainUntilDate(until()));
        return bucket.client().copyObject(request.build());
    }

    /** Copies the parts in which the object was written, so that the checksum of the whole stays the same. */
    void inParts() {
        String upload = bucket.checksums().send(this::begun);
        try {
            List<CompletedPart> parts = copyParts(upload);
            bucket.client()
                    .completeMultipartUpload(
                            whole -> whole.bucket(bucket.place().bucket())
                                    .key(object())
                                    .uploadId(upload)
                                    .multipartUpload(all -> all.parts(parts))
                                    .overrideConfiguration(own -> own.apiCallAttemptTimeout(S3BucketClient.PATIENCE)));
        } catch (SdkException e) {
            new IncompleteUploads(bucket).abort(key);
            throw e;
        }
    }

    private String begun(boolean sums) {
        CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder()
                .bucket(bucket.place().bucket())
                .key(object())
                .storageClass(storageClass)
                .metadata(before.metadata())
                .checksumAlgorithm(sums ? ChecksumAlgorithm.SHA256 : null);
        lock().ifPresent(mode -> request.objectLockMode(mode).objectLockRetainUntilDate(until()));
        return bucket.client().createMultipartUpload(request.build()).uploadId();
    }

    private List<CompletedPart> copyParts(String upload) {
        List<CompletedPart> parts = new ArrayList<>();
        long from = 0;
        while (from < before.contentLength()) {
            int number = parts.size() + 1;
            long to = Math.min(before.contentLength(), from + UploadPartSizeCalculator.of(number));
            parts.add(copyPart(upload, number, from, to));
            from = to;
        }
        return parts;
    }

    private CompletedPart copyPart(String upload, int number, long from, long to) {
        var made = bucket.client()
                .uploadPartCopy(part -> part.sourceBucket(bucket.place().bucket())
                        .sourceKey(object())
                        .sourceVersionId(before.versionId())
                        .destinationBucket(bucket.place().bucket())
                        .destinationKey(object())
                        .uploadId(upload)
                        .partNumber(number)
                        .copySourceRange("bytes=" + from + "-" + (to - 1))
                        .overrideConfiguration(own -> own.apiCallAttemptTimeout(S3BucketClient.PATIENCE)))
                .copyPartResult();
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(made.eTag())
                .checksumSHA256(made.checksumSHA256())
                .build();
    }

    private Optional<ObjectLockMode> lock() {
        return Optional.ofNullable(before.objectLockMode()).filter(mode -> before.objectLockRetainUntilDate() != null);
    }

    private Instant until() {
        return before.objectLockRetainUntilDate();
    }

    private String object() {
        return bucket.place().object(key.value());
    }
}
