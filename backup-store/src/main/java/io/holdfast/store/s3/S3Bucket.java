package io.holdfast.store.s3;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.store.AbortUploadsResult;
import io.holdfast.store.ArchiveClassArtifactResult;
import io.holdfast.store.ArchiveClassMoveResult;
import io.holdfast.store.ArtifactLockStatusResult;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactNameTakenResult;
import io.holdfast.store.ArtifactUnreadableResult;
import io.holdfast.store.ArtifactWriteOptions;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.DeleteArtifactResult;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.FailureDomain;
import io.holdfast.store.FreeSpace;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenArtifactResult;
import io.holdfast.store.StatArtifactResult;
import io.holdfast.store.StorageChecksumCheckResult;
import io.holdfast.store.StorageFullResult;
import io.holdfast.store.StoreCompanionFileResult;
import io.holdfast.store.StoredFile;
import io.holdfast.store.UnfinishedWriteState;
import io.holdfast.store.UnsupportedOperationResult;
import io.holdfast.store.WalkStoredFilesResult;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;

/**
 * A bucket of an S3-compatible storage. An artifact is a backup if its manifest exists. Without a manifest, it is listed as a partial file
 * and cannot be opened.
 */
public final class S3Bucket implements Destination, AutoCloseable {

    private final S3BucketSettings location;
    private final S3BucketClient bucket;
    private final S3ErrorTranslator s3ErrorTranslator;

    /** Sends no request yet. */
    public S3Bucket(S3BucketSettings location, S3ClientSettings settings) {
        this.location = location;
        this.bucket = new S3BucketClient(settings.client(), location, settings.stallAfter());
        this.s3ErrorTranslator = new S3ErrorTranslator(location.id(), namesBucket(settings, location.bucket()));
    }

    /** If the storage also expects the bucket in the host name, such a request refers to an object named like the bucket. */
    private static boolean namesBucket(S3ClientSettings settings, String bucket) {
        return settings.endpoint()
                .filter(endpoint -> String.valueOf(endpoint.getHost()).startsWith(bucket + "."))
                .isPresent();
    }

    @Override
    public String id() {
        return location.id();
    }

    @Override
    public FailureDomain failureDomain() {
        return location.site();
    }

    @Override
    public WalkStoredFilesResult walk(Consumer<StoredFile> each) {
        try {
            return new WalkStoredFilesResult.Walked(new BucketLister(bucket, each).run());
        } catch (SdkException e) {
            return s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    @Override
    public StatArtifactResult stat(ObjectKey key) {
        try {
            return S3ArtifactWithCompanions.of(bucket, key)
                    .shown()
                    .<StatArtifactResult>map(
                            object -> new StatArtifactResult.There(key, object.size(), object.lastModified()))
                    .orElseGet(() -> new ArtifactMissingResult(key));
        } catch (SdkException e) {
            return s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    @Override
    public OpenArtifactResult open(ObjectKey key) {
        return switch (stat(key)) {
            case StatArtifactResult.There there -> opened(key);
            case ArtifactMissingResult artifactMissing -> artifactMissing;
            case ArtifactUnreadableResult artifactUnreadable -> artifactUnreadable;
            case DestinationUnavailableResult destinationUnavailable -> destinationUnavailable;
        };
    }

    @Override
    public StatArtifactResult stat(ObjectKey key, @Nullable String version) {
        try {
            return version == null
                    ? stat(key)
                    : new RecordedObjectVersionReader(bucket, s3ErrorTranslator, key, version).stat();
        } catch (SdkException e) {
            return s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    @Override
    public OpenArtifactResult open(ObjectKey key, @Nullable String version) {
        try {
            return version == null
                    ? open(key)
                    : new RecordedObjectVersionReader(bucket, s3ErrorTranslator, key, version).open();
        } catch (SdkException e) {
            return s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    private OpenArtifactResult opened(ObjectKey key) {
        try {
            return ResumingInputStream.open(bucket, s3ErrorTranslator, key, Optional.empty());
        } catch (InvalidObjectStateException e) {
            return new ArchiveClassArtifactResult(
                    key, Optional.ofNullable(e.storageClassAsString()).orElse("archive"));
        } catch (SdkException e) {
            return s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    @Override
    public DeleteArtifactResult delete(ObjectKey key) {
        return new S3ArtifactDeletion(bucket, s3ErrorTranslator).artifactThenCompanions(key);
    }

    @Override
    public BeginWriteResult begin(ArtifactName name, ArtifactWriteOptions options) {
        try {
            if (!(new AbandonedUploadCleaner(bucket).leftoverState(name) instanceof UnfinishedWriteState.Nothing)) {
                return new ArtifactNameTakenResult(name.key());
            }
            S3MultipartUpload upload = S3MultipartUpload.begin(bucket, name.key(), options.lockedUntil());
            return new BeginWriteResult.Begun(new S3ArtifactWriter(bucket, s3ErrorTranslator, name, options, upload));
        } catch (SdkException e) {
            return S3ErrorTranslator.isFull(e) ? full() : s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    @Override
    public StoreCompanionFileResult put(ObjectKey artifact, CompanionFile companion) {
        ObjectKey key = artifact.companion(companion.role());
        boolean isCommit = companion.role() == CompanionFile.Role.MANIFEST;
        try {
            return placed(key, companion, isCommit);
        } catch (SdkException e) {
            return S3ErrorTranslator.isFull(e) ? full() : s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    /** A manifest never replaces another: no service needs that, and the bucket's policies can prevent it. */
    private StoreCompanionFileResult placed(ObjectKey key, CompanionFile companion, boolean onlyIfNew) {
        try {
            bucket.put(key.value(), companion.bytes(), Optional.empty(), Map.of(), onlyIfNew);
            return new StoreCompanionFileResult.Placed(key);
        } catch (SdkException e) {
            if (onlyIfNew && S3ErrorTranslator.status(e) == 501) {
                return placed(key, companion, false);
            }
            if (!onlyIfNew || !S3ErrorTranslator.isTaken(e)) {
                throw e;
            }
        }
        byte[] there = bucket.client()
                .getObjectAsBytes(request -> request.bucket(location.bucket()).key(location.object(key.value())))
                .asByteArray();
        return Arrays.equals(there, companion.bytes())
                ? new StoreCompanionFileResult.Placed(key)
                : new DestinationUnavailableResult("another " + key + " exists at '" + location.id() + "' already");
    }

    @Override
    public ArtifactLockStatusResult lockOf(ObjectKey key, @Nullable String version) {
        try {
            return location.lock().isEmpty()
                    ? new UnsupportedOperationResult()
                    : new S3ObjectLockClient(bucket).of(key, Optional.ofNullable(version));
        } catch (SdkException e) {
            return s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    @Override
    public ArtifactLockStatusResult lock(ObjectKey key, @Nullable String version, Instant until) {
        try {
            return location.lock().isEmpty()
                    ? new UnsupportedOperationResult()
                    : new S3ObjectLockClient(bucket).extend(key, Optional.ofNullable(version), until);
        } catch (SdkException e) {
            return s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    @Override
    public ArchiveClassMoveResult archive(BackupCopyRecord copy) {
        if (location.archiveClass().isEmpty()) {
            return new UnsupportedOperationResult();
        }
        try {
            return new S3ArchiveClassMover(bucket, location.archiveClass().get()).move(new ObjectKey(copy.key()), copy);
        } catch (SdkException e) {
            return s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    @Override
    public StorageChecksumCheckResult attest(BackupCopyRecord copy) {
        try {
            return new S3StoredChecksumCheck(bucket).of(new ObjectKey(copy.key()), copy);
        } catch (SdkException e) {
            return s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    @Override
    public UnfinishedWriteState leftovers(ArtifactName name) {
        try {
            return new AbandonedUploadCleaner(bucket).leftoverState(name);
        } catch (SdkException e) {
            return s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    @Override
    public UnfinishedWriteState sweep(ArtifactName name) {
        try {
            return new AbandonedUploadCleaner(bucket).sweep(name);
        } catch (SdkException e) {
            return s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    @Override
    public AbortUploadsResult abortUnfinished(Instant begunBefore, Predicate<ArtifactName> isAbandoned) {
        try {
            return new AbortUploadsResult.Aborted(new IncompleteUploads(bucket).abort(begunBefore, isAbandoned));
        } catch (SdkException e) {
            return s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    /** A bucket has no size limit. Without permission to list it, it cannot be used. */
    @Override
    public FreeSpace freeSpace() {
        try {
            InvalidArchiveListingException.refuse(bucket.client()
                    .listObjectsV2(request -> request.bucket(location.bucket())
                            .prefix(location.prefix())
                            .maxKeys(1)));
            return new FreeSpace.Free(Long.MAX_VALUE);
        } catch (SdkException e) {
            return s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    @Override
    public Optional<String> remark() {
        return bucket.checksums().isRefused()
                ? Optional.of("it refuses checksum headers, so uploads use Content-MD5 instead")
                : Optional.empty();
    }

    @Override
    public void close() {
        bucket.client().close();
    }

    private StorageFullResult full() {
        return new StorageFullResult("no space left at '" + location.id() + "'");
    }
}
