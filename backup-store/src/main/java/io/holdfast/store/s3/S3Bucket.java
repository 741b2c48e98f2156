package io.holdfast.store.s3;

import io.holdfast.events.Copy;
import io.holdfast.store.Aborting;
import io.holdfast.store.Archived;
import io.holdfast.store.Archiving;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Attesting;
import io.holdfast.store.Beginning;
import io.holdfast.store.Companion;
import io.holdfast.store.Deletion;
import io.holdfast.store.Destination;
import io.holdfast.store.Key;
import io.holdfast.store.Locking;
import io.holdfast.store.Look;
import io.holdfast.store.Missing;
import io.holdfast.store.NameTaken;
import io.holdfast.store.NotOffered;
import io.holdfast.store.Opening;
import io.holdfast.store.Placing;
import io.holdfast.store.Remains;
import io.holdfast.store.Room;
import io.holdfast.store.Site;
import io.holdfast.store.StorageFull;
import io.holdfast.store.Stored;
import io.holdfast.store.Terms;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Unreadable;
import io.holdfast.store.Walking;
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
 * A bucket of an S3-compatible storage. An artifact is a backup there when its manifest lies beside it; without one it is
 * shown as a partial file and cannot be opened.
 */
public final class S3Bucket implements Destination, AutoCloseable {

    private final Place place;
    private final Bucket bucket;
    private final Refusal refusal;

    /** Nothing is asked of the storage yet. */
    public S3Bucket(Place place, Access access) {
        this.place = place;
        this.bucket = new Bucket(access.client(), place, access.stallAfter());
        this.refusal = new Refusal(place.id(), namesBucket(access, place.bucket()));
    }

    /** Where the storage puts buckets into its host's name as well, such a request is for an object called like the bucket. */
    private static boolean namesBucket(Access access, String bucket) {
        return access.endpoint()
                .filter(endpoint -> String.valueOf(endpoint.getHost()).startsWith(bucket + "."))
                .isPresent();
    }

    @Override
    public String id() {
        return place.id();
    }

    @Override
    public Site site() {
        return place.site();
    }

    @Override
    public Walking walk(Consumer<Stored> each) {
        try {
            return new Walking.Walked(new Walk(bucket, each).run());
        } catch (SdkException e) {
            return refusal.unavailable(e);
        }
    }

    @Override
    public Look look(Key key) {
        try {
            return Family.of(bucket, key)
                    .shown()
                    .<Look>map(object -> new Look.There(key, object.size(), object.lastModified()))
                    .orElseGet(() -> new Missing(key));
        } catch (SdkException e) {
            return refusal.unavailable(e);
        }
    }

    @Override
    public Opening open(Key key) {
        return switch (look(key)) {
            case Look.There there -> opened(key);
            case Missing missing -> missing;
            case Unreadable unreadable -> unreadable;
            case Unavailable unavailable -> unavailable;
        };
    }

    @Override
    public Look look(Key key, @Nullable String version) {
        try {
            return version == null ? look(key) : new RecordedVersion(bucket, refusal, key, version).look();
        } catch (SdkException e) {
            return refusal.unavailable(e);
        }
    }

    @Override
    public Opening open(Key key, @Nullable String version) {
        try {
            return version == null ? open(key) : new RecordedVersion(bucket, refusal, key, version).open();
        } catch (SdkException e) {
            return refusal.unavailable(e);
        }
    }

    private Opening opened(Key key) {
        try {
            return ResumingStream.open(bucket, refusal, key, Optional.empty());
        } catch (InvalidObjectStateException e) {
            return new Archived(
                    key, Optional.ofNullable(e.storageClassAsString()).orElse("archive"));
        } catch (SdkException e) {
            return refusal.unavailable(e);
        }
    }

    @Override
    public Deletion delete(Key key) {
        return new S3Deletion(bucket, refusal).artifactThenCompanions(key);
    }

    @Override
    public Beginning begin(ArtifactName name, Terms terms) {
        try {
            if (!(new Sweep(bucket).look(name) instanceof Remains.Nothing)) {
                return new NameTaken(name.key());
            }
            Upload upload = Upload.begin(bucket, name.key(), terms.lockedUntil());
            return new Beginning.Begun(new S3Writing(bucket, refusal, name, terms, upload));
        } catch (SdkException e) {
            return Refusal.isFull(e) ? full() : refusal.unavailable(e);
        }
    }

    @Override
    public Placing put(Key artifact, Companion companion) {
        Key key = artifact.companion(companion.role());
        boolean isCommit = companion.role() == Companion.Role.MANIFEST;
        try {
            return placed(key, companion, isCommit);
        } catch (SdkException e) {
            return Refusal.isFull(e) ? full() : refusal.unavailable(e);
        }
    }

    /** A manifest is never put over another: policies of the bucket may demand that, and nobody needs it. */
    private Placing placed(Key key, Companion companion, boolean onlyIfNew) {
        try {
            bucket.put(key.value(), companion.bytes(), Optional.empty(), Map.of(), onlyIfNew);
            return new Placing.Placed(key);
        } catch (SdkException e) {
            if (onlyIfNew && Refusal.status(e) == 501) {
                return placed(key, companion, false);
            }
            if (!onlyIfNew || !Refusal.isTaken(e)) {
                throw e;
            }
        }
        byte[] there = bucket.client()
                .getObjectAsBytes(request -> request.bucket(place.bucket()).key(place.object(key.value())))
                .asByteArray();
        return Arrays.equals(there, companion.bytes())
                ? new Placing.Placed(key)
                : new Unavailable("another " + key + " lies at '" + place.id() + "' already");
    }

    @Override
    public Locking lockOf(Key key, @Nullable String version) {
        try {
            return place.lock().isEmpty() ? new NotOffered() : new Locks(bucket).of(key, Optional.ofNullable(version));
        } catch (SdkException e) {
            return refusal.unavailable(e);
        }
    }

    @Override
    public Locking lock(Key key, @Nullable String version, Instant until) {
        try {
            return place.lock().isEmpty()
                    ? new NotOffered()
                    : new Locks(bucket).extend(key, Optional.ofNullable(version), until);
        } catch (SdkException e) {
            return refusal.unavailable(e);
        }
    }

    @Override
    public Archiving archive(Copy copy) {
        if (place.archiveClass().isEmpty()) {
            return new NotOffered();
        }
        try {
            return new Archive(bucket, place.archiveClass().get()).move(new Key(copy.key()), copy);
        } catch (SdkException e) {
            return refusal.unavailable(e);
        }
    }

    @Override
    public Attesting attest(Copy copy) {
        try {
            return new Attestation(bucket).of(new Key(copy.key()), copy);
        } catch (SdkException e) {
            return refusal.unavailable(e);
        }
    }

    @Override
    public Remains remains(ArtifactName name) {
        try {
            return new Sweep(bucket).look(name);
        } catch (SdkException e) {
            return refusal.unavailable(e);
        }
    }

    @Override
    public Remains sweep(ArtifactName name) {
        try {
            return new Sweep(bucket).sweep(name);
        } catch (SdkException e) {
            return refusal.unavailable(e);
        }
    }

    @Override
    public Aborting abortUnfinished(Instant begunBefore, Predicate<ArtifactName> isAbandoned) {
        try {
            return new Aborting.Aborted(new Uploads(bucket).abort(begunBefore, isAbandoned));
        } catch (SdkException e) {
            return refusal.unavailable(e);
        }
    }

    /** A bucket has no end; but whoever may not list it may not use it. */
    @Override
    public Room room() {
        try {
            NoListing.refuse(bucket.client()
                    .listObjectsV2(request -> request.bucket(place.bucket())
                            .prefix(place.prefix())
                            .maxKeys(1)));
            return new Room.Free(Long.MAX_VALUE);
        } catch (SdkException e) {
            return refusal.unavailable(e);
        }
    }

    @Override
    public Optional<String> remark() {
        return bucket.checksums().isRefused()
                ? Optional.of("it refuses checksum headers, so uploads carry Content-MD5 instead")
                : Optional.empty();
    }

    @Override
    public void close() {
        bucket.client().close();
    }

    private StorageFull full() {
        return new StorageFull("no room left at '" + place.id() + "'");
    }
}
