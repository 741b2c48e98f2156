package io.holdfast.store.s3;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CompanionFileRecord;
import io.holdfast.events.Sha256;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactNameTakenResult;
import io.holdfast.store.ArtifactWriteOptions;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.CompanionChecksumCalculator;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.FlushArtifactResult;
import io.holdfast.store.FlushArtifactResult.Durable;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.SealArtifactResult;
import io.holdfast.store.StorageFullResult;
import io.holdfast.store.UnsealedArtifactRemovedResult;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The steps are: parts → object → companions → manifest. Before the upload is completed, nothing is visible. Before the manifest exists,
 * nothing treats the object as a backup. Only one writer or sweep can put the manifest.
 */
final class S3ArtifactWriter implements ArtifactWriter {

    private final S3BucketClient bucket;
    private final S3ErrorTranslator s3ErrorTranslator;
    private final ArtifactName name;
    private final ArtifactWriteOptions options;
    private final S3MultipartUpload upload;
    private final MultipartOutputStream stream;
    private @Nullable Durable durable;
    private @Nullable List<CompanionFileRecord> beside;
    private final List<ObjectKey> made = new ArrayList<>();
    private S3MultipartUpload.@Nullable Whole completed;
    private boolean sealed;

    S3ArtifactWriter(
            S3BucketClient bucket,
            S3ErrorTranslator s3ErrorTranslator,
            ArtifactName name,
            ArtifactWriteOptions options,
            S3MultipartUpload upload) {
        this.bucket = bucket;
        this.s3ErrorTranslator = s3ErrorTranslator;
        this.name = name;
        this.options = options;
        this.upload = upload;
        this.stream = new MultipartOutputStream(upload, s3ErrorTranslator, options);
    }

    @Override
    public ArtifactName name() {
        return name;
    }

    @Override
    public OutputStream stream() {
        return stream;
    }

    @Override
    public long written() {
        return stream.count();
    }

    @Override
    public FlushArtifactResult finish() {
        try {
            stream.sendRest();
            durable = new Durable(stream.count(), stream.sha256());
            return durable;
        } catch (SdkException e) {
            return S3ErrorTranslator.isFull(e) ? full() : s3ErrorTranslator.destinationUnavailable(e);
        }
    }

    @Override
    public SealArtifactResult seal(List<CompanionFile> companions) {
        if (durable == null) {
            throw new IllegalStateException("finish() must be called before seal()");
        }
        CompanionFile manifest = companions.stream()
                .filter(companion -> companion.role() == CompanionFile.Role.MANIFEST)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("sealing in a bucket requires a manifest"));
        try {
            S3MultipartUpload.Whole whole = complete();
            putBeside(companions, durable.sha256());
            beside = CompanionChecksumCalculator.sealed(name.key(), durable.sha256(), companions);
            return commit(manifest, whole, durable);
        } catch (SdkException e) {
            return refused(e);
        }
    }

    S3MultipartUpload.Whole complete() {
        S3MultipartUpload.Whole whole = upload.complete();
        completed = whole;
        return whole;
    }

    void putBeside(List<CompanionFile> companions, Sha256 sum) {
        for (CompanionFile companion : companions) {
            if (companion.role() != CompanionFile.Role.MANIFEST) {
                put(companion.role(), companion.bytes(), Map.of(), false);
            }
        }
        CompanionFile checksum = CompanionChecksumCalculator.file(name.key(), sum, companions);
        put(checksum.role(), checksum.bytes(), Map.of(), false);
    }

    /** A writer that was swept while it was suspended finds that its object is gone, and deletes its manifest. */
    SealArtifactResult commit(CompanionFile manifest, S3MultipartUpload.Whole whole, Durable bytes) {
        if (!putManifest(manifest, bytes.sha256())) {
            return byWhomever();
        }
        if (!isStillThere(whole)) {
            new UnsealedObjectRemover(bucket).remove(name.key().companion(manifest.role()));
            return new UnsealedArtifactRemovedResult(name.key());
        }
        sealed = true;
        lock(whole);
        return new SealArtifactResult.Sealed(new BackupCopyRecord(
                bucket.place().id(),
                name.toString(),
                whole.version().orElse(null),
                bytes.bytes(),
                bytes.sha256(),
                beside));
    }

    private boolean putManifest(CompanionFile manifest, Sha256 sum) {
        Map<String, String> facts = Map.of(
                S3BucketClient.WRITER,
                upload.writer(),
                S3StoredChecksumCheck.COMPOSITE,
                upload.composite(),
                S3StoredChecksumCheck.WHOLE,
                sum.hex());
        try {
            put(manifest.role(), manifest.bytes(), facts, true);
            return true;
        } catch (SdkException e) {
            if (S3ErrorTranslator.status(e) == 501) {
                put(manifest.role(), manifest.bytes(), facts, false);
                return true;
            }
            if (S3ErrorTranslator.isTaken(e)) {
                return isOurs(manifest.role());
            }
            throw e;
        }
    }

    /** If a response is lost, the SDK repeats the request and gets the answer that the object exists. */
    private boolean isOurs(CompanionFile.Role role) {
        ObjectKey key = name.key().companion(role);
        boolean ours = upload.writer()
                .equals(bucket.head(key.value(), Optional.empty()).metadata().get(S3BucketClient.WRITER));
        if (!ours) {
            made.remove(key);
        }
        return ours;
    }

    /** The manifest of a sweep is empty. */
    private SealArtifactResult byWhomever() {
        HeadObjectResponse there =
                bucket.head(name.key().companion(CompanionFile.Role.MANIFEST).value(), Optional.empty());
        return there.contentLength() == 0
                ? new UnsealedArtifactRemovedResult(name.key())
                : new ArtifactNameTakenResult(name.key());
    }

    private boolean isStillThere(S3MultipartUpload.Whole whole) {
        return tag().filter(whole.tag()::equals).isPresent();
    }

    private boolean isForeign(S3MultipartUpload.Whole whole) {
        return tag().filter(tag -> !tag.equals(whole.tag())).isPresent();
    }

    /** The tag of the object with our name, from a listing, which does not require permission to read backups. */
    private Optional<String> tag() {
        return Optional.ofNullable(S3ArtifactWithCompanions.of(bucket, name.key())
                        .members()
                        .get(name.key()))
                .map(S3Object::eTag);
    }

    /** Some storages accept the lock with the bytes, and ignore it. Code that reads locks back reports the missing lock. */
    private void lock(S3MultipartUpload.Whole whole) {
        try {
            bucket.lock(options.lockedUntil())
                    .ifPresent(until -> new S3ObjectLockClient(bucket).extend(name.key(), whole.version(), until));
        } catch (SdkException e) {
            // The backup exists, and is more useful without a lock than not at all.
            return;
        }
    }

    private void put(CompanionFile.Role role, byte[] bytes, Map<String, String> metadata, boolean onlyIfNew) {
        ObjectKey key = name.key().companion(role);
        made.add(key);
        bucket.put(key.value(), bytes, options.lockedUntil(), metadata, onlyIfNew);
    }

    private SealArtifactResult refused(SdkException e) {
        if (S3ErrorTranslator.isTaken(e)) {
            return new ArtifactNameTakenResult(name.key());
        }
        if (completed == null ? S3ErrorTranslator.isUploadGone(e) : isGoneAgain(e)) {
            return new UnsealedArtifactRemovedResult(name.key());
        }
        return S3ErrorTranslator.isFull(e) ? full() : s3ErrorTranslator.destinationUnavailable(e);
    }

    /** The conflicting manifest is gone when it is examined: its writer had lost the name as well. */
    private static boolean isGoneAgain(SdkException e) {
        return S3ErrorTranslator.code(e).equals("NoSuchKey");
    }

    /**
     * Deletes the artifact first: without it, the remains do not look like a backup. Deletes nothing if the object is now another writer's,
     * which is possible in storages that ignore conditions.
     */
    @Override
    public void close() {
        if (sealed) {
            return;
        }
        try {
            UnsealedObjectRemover unsealedObjectRemover = new UnsealedObjectRemover(bucket);
            if (completed == null) {
                upload.abort();
            } else if (!isForeign(completed)) {
                unsealedObjectRemover.remove(name.key());
                made.forEach(unsealedObjectRemover::remove);
            }
        } catch (SdkException e) {
            // The remaining objects have a reserved name, where the sweep finds them.
            return;
        }
    }

    private StorageFullResult full() {
        return new StorageFullResult("no space left at '" + bucket.place().id() + "' for " + name);
    }
}
