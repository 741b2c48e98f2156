package io.holdfast.store.s3;

import io.holdfast.events.Copy;
import io.holdfast.events.SealedCompanion;
import io.holdfast.events.Sha256;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Companion;
import io.holdfast.store.CompanionSums;
import io.holdfast.store.Finishing;
import io.holdfast.store.Finishing.Durable;
import io.holdfast.store.Key;
import io.holdfast.store.Lost;
import io.holdfast.store.NameTaken;
import io.holdfast.store.Sealing;
import io.holdfast.store.StorageFull;
import io.holdfast.store.Terms;
import io.holdfast.store.Writing;
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
 * Parts → object → companions → manifest. Before the upload is completed nobody sees anything; before the manifest lies there
 * nobody takes the object for a backup; and only one writer or sweeper can put the manifest.
 */
final class S3Writing implements Writing {

    private final Bucket bucket;
    private final Refusal refusal;
    private final ArtifactName name;
    private final Terms terms;
    private final Upload upload;
    private final PartStream stream;
    private @Nullable Durable durable;
    private @Nullable List<SealedCompanion> beside;
    private final List<Key> made = new ArrayList<>();
    private Upload.@Nullable Whole completed;
    private boolean sealed;

    S3Writing(Bucket bucket, Refusal refusal, ArtifactName name, Terms terms, Upload upload) {
        this.bucket = bucket;
        this.refusal = refusal;
        this.name = name;
        this.terms = terms;
        this.upload = upload;
        this.stream = new PartStream(upload, refusal, terms);
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
    public Finishing finish() {
        try {
            stream.sendRest();
            durable = new Durable(stream.count(), stream.sha256());
            return durable;
        } catch (SdkException e) {
            return Refusal.isFull(e) ? full() : refusal.unavailable(e);
        }
    }

    @Override
    public Sealing seal(List<Companion> companions) {
        if (durable == null) {
            throw new IllegalStateException("finish() comes before seal()");
        }
        Companion manifest = companions.stream()
                .filter(companion -> companion.role() == Companion.Role.MANIFEST)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("in a bucket nothing is sealed without a manifest"));
        try {
            Upload.Whole whole = complete();
            putBeside(companions, durable.sha256());
            beside = CompanionSums.sealed(name.key(), durable.sha256(), companions);
            return commit(manifest, whole, durable);
        } catch (SdkException e) {
            return refused(e);
        }
    }

    Upload.Whole complete() {
        Upload.Whole whole = upload.complete();
        completed = whole;
        return whole;
    }

    void putBeside(List<Companion> companions, Sha256 sum) {
        for (Companion companion : companions) {
            if (companion.role() != Companion.Role.MANIFEST) {
                put(companion.role(), companion.bytes(), Map.of(), false);
            }
        }
        Companion checksum = CompanionSums.file(name.key(), sum, companions);
        put(checksum.role(), checksum.bytes(), Map.of(), false);
    }

    /** Whoever was swept away while it slept finds its object gone, and takes its manifest back. */
    Sealing commit(Companion manifest, Upload.Whole whole, Durable bytes) {
        if (!putManifest(manifest, bytes.sha256())) {
            return byWhomever();
        }
        if (!isStillThere(whole)) {
            new Removal(bucket).remove(name.key().companion(manifest.role()));
            return new Lost(name.key());
        }
        sealed = true;
        lock(whole);
        return new Sealing.Sealed(new Copy(
                bucket.place().id(),
                name.toString(),
                whole.version().orElse(null),
                bytes.bytes(),
                bytes.sha256(),
                beside));
    }

    private boolean putManifest(Companion manifest, Sha256 sum) {
        Map<String, String> facts = Map.of(
                Bucket.WRITER,
                upload.writer(),
                Attestation.COMPOSITE,
                upload.composite(),
                Attestation.WHOLE,
                sum.hex());
        try {
            put(manifest.role(), manifest.bytes(), facts, true);
            return true;
        } catch (SdkException e) {
            if (Refusal.status(e) == 501) {
                put(manifest.role(), manifest.bytes(), facts, false);
                return true;
            }
            if (Refusal.isTaken(e)) {
                return isOurs(manifest.role());
            }
            throw e;
        }
    }

    /** An answer that was lost on its way lets the SDK put it again, and hear that it is there. */
    private boolean isOurs(Companion.Role role) {
        Key key = name.key().companion(role);
        boolean ours = upload.writer()
                .equals(bucket.head(key.value(), Optional.empty()).metadata().get(Bucket.WRITER));
        if (!ours) {
            made.remove(key);
        }
        return ours;
    }

    /** A sweep's manifest is empty. */
    private Sealing byWhomever() {
        HeadObjectResponse there =
                bucket.head(name.key().companion(Companion.Role.MANIFEST).value(), Optional.empty());
        return there.contentLength() == 0 ? new Lost(name.key()) : new NameTaken(name.key());
    }

    private boolean isStillThere(Upload.Whole whole) {
        return tag().filter(whole.tag()::equals).isPresent();
    }

    private boolean isAnothers(Upload.Whole whole) {
        return tag().filter(tag -> !tag.equals(whole.tag())).isPresent();
    }

    /** Of what lies under our name; by a listing, for which nobody needs the right to read backups. */
    private Optional<String> tag() {
        return Optional.ofNullable(Family.of(bucket, name.key()).members().get(name.key()))
                .map(S3Object::eTag);
    }

    /** Some storages take the wish for a lock with the bytes, and forget it. Who reads locks back says where one is missing. */
    private void lock(Upload.Whole whole) {
        try {
            bucket.lock(terms.lockedUntil())
                    .ifPresent(until -> new Locks(bucket).extend(name.key(), whole.version(), until));
        } catch (SdkException e) {
            // The backup is there, and of more use without a lock than not at all.
            return;
        }
    }

    private void put(Companion.Role role, byte[] bytes, Map<String, String> metadata, boolean onlyIfNew) {
        Key key = name.key().companion(role);
        made.add(key);
        bucket.put(key.value(), bytes, terms.lockedUntil(), metadata, onlyIfNew);
    }

    private Sealing refused(SdkException e) {
        if (Refusal.isTaken(e)) {
            return new NameTaken(name.key());
        }
        if (completed == null ? Refusal.isUploadGone(e) : isGoneAgain(e)) {
            return new Lost(name.key());
        }
        return Refusal.isFull(e) ? full() : refusal.unavailable(e);
    }

    /** The manifest that was in our way, by the time that it was looked at: its writer had lost the name as well. */
    private static boolean isGoneAgain(SdkException e) {
        return Refusal.code(e).equals("NoSuchKey");
    }

    /**
     * The artifact first: without it nothing that is left looks like a backup. Nothing at all where the object is another's by
     * now, as it can be at storages that do not heed conditions.
     */
    @Override
    public void close() {
        if (sealed) {
            return;
        }
        try {
            Removal removal = new Removal(bucket);
            if (completed == null) {
                upload.abort();
            } else if (!isAnothers(completed)) {
                removal.remove(name.key());
                made.forEach(removal::remove);
            }
        } catch (SdkException e) {
            // What stays behind lies under a reserved name, where the sweep finds it.
            return;
        }
    }

    private StorageFull full() {
        return new StorageFull("no room left at '" + bucket.place().id() + "' for " + name);
    }
}
