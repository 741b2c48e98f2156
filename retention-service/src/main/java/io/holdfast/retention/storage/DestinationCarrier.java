package io.holdfast.retention.storage;

import io.holdfast.events.Copy;
import io.holdfast.events.Failure;
import io.holdfast.retention.copying.Carrier;
import io.holdfast.retention.copying.MissingCopy;
import io.holdfast.retention.settings.CopyingSettings;
import io.holdfast.retention.storage.Passage.Passed;
import io.holdfast.store.Archived;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Deletion;
import io.holdfast.store.Destination;
import io.holdfast.store.Key;
import io.holdfast.store.Missing;
import io.holdfast.store.Opening.Opened;
import io.holdfast.store.Remains;
import io.holdfast.store.Terms;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Unreadable;
import io.holdfast.store.settings.Destinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes way for a copy, and carries it. What lies under its name is one of these:
 *
 * <ul>
 *   <li>remains of an attempt that died: swept;
 *   <li>a sealed artifact with the recorded bytes, of an attempt that died before it could write that down: taken as it is;
 *   <li>the copy that was found bad: deleted, after a good one has been read from its first byte to its last, because damaged
 *       bytes may be the best that is left;
 *   <li>anything else: left alone, and said.
 * </ul>
 */
@ApplicationScoped
class DestinationCarrier implements Carrier {

    private final Destinations destinations;
    private final CopyingSettings settings;
    private final Clock clock;

    DestinationCarrier(Destinations destinations, CopyingSettings settings, Clock clock) {
        this.destinations = destinations;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Carried carry(Load load, Progress progress) {
        Optional<Destination> to = destinations.named(load.missing().destination());
        Optional<Destination> from = destinations.named(load.source().destination());
        Optional<Key> source = Key.parse(load.source().key());
        if (to.isEmpty() || from.isEmpty() || source.isEmpty()) {
            return new Carried.SourceUnfit(load.source().ref() + " does not lie at a configured destination");
        }
        ArtifactName name = name(load.missing(), load.source());
        Passage passage = new Passage(progress, Pace.of(settings.bytesPerSecond()));
        CarryArtifact carrying =
                new CarryArtifact(load, from.get(), source.get(), to.get(), name, terms(load.missing()), passage);
        return switch (to.get().remains(name)) {
            case Remains.Nothing nothing -> carrying.run();
            case Remains.Unsealed unsealed -> swept(to.get(), name, carrying);
            case Remains.SealedThere there ->
                // The sweep also makes the name durable, should the power have gone before its writer did.
                to.get().sweep(name) instanceof Unavailable unavailable
                        ? away(unavailable)
                        : taken(to.get(), name, load, passage)
                                .orElseGet(() ->
                                        instead(load, from.get(), source.get(), to.get(), name, passage, carrying));
            case Unavailable unavailable -> away(unavailable);
        };
    }

    /** The source's own name, or the one that the backup would have been given here. */
    private static ArtifactName name(MissingCopy missing, Copy source) {
        return ArtifactName.parse(source.key())
                .filter(name -> name.database().equals(missing.database()))
                .orElseGet(() -> new ArtifactName(
                        missing.database(), missing.kind(), missing.takenAt(), new Key(source.key()).isEncrypted()));
    }

    /** As for a new backup; no storage takes a lock that has ended already. */
    private Terms terms(MissingCopy missing) {
        return new Terms(destinations
                .terms(missing.database(), missing.takenAt())
                .lockedUntil()
                .filter(clock.instant()::isBefore));
    }

    private static Carried swept(Destination to, ArtifactName name, CarryArtifact carrying) {
        return switch (to.sweep(name)) {
            case Remains.Nothing nothing -> carrying.run();
            case Remains.Unsealed unsealed -> refused(to, name);
            case Remains.SealedThere there -> refused(to, name);
            case Unavailable unavailable -> away(unavailable);
        };
    }

    private static Carried refused(Destination to, ArtifactName name) {
        return new Carried.Refused("remains of " + name + " at '" + to.id() + "' cannot be removed: check permissions");
    }

    /** Empty where it is not what was recorded. */
    private static Optional<Carried> taken(Destination to, ArtifactName name, Load load, Passage passage) {
        return switch (to.open(name.key())) {
            case Opened opened ->
                switch (passage.through(opened, load.source().bytes(), OutputStream.nullOutputStream())) {
                    case Passed.Whole whole
                    when whole.sha256().equals(load.source().sha256()) ->
                        Optional.of(new Carried.Landed(
                                CarryArtifact.known(to, name, opened.version(), load.source()), true));
                    case Passed.Stopped stopped -> Optional.of(new Carried.Stopped());
                    case Passed.Whole other -> Optional.empty();
                    case Passed.OtherLength other -> Optional.empty();
                    case Passed.SourceBroke broke -> Optional.empty();
                    case Passed.TargetBroke impossible -> Optional.empty();
                };
            case Archived archived ->
                Optional.of(new Carried.Refused(name + " lies in " + archived.storageClass() + " at '" + to.id()
                        + "' and cannot be read at once"));
            case Missing missing -> Optional.of(new Carried.Stopped());
            case Unreadable unreadable -> Optional.empty();
            case Unavailable unavailable -> Optional.of(away(unavailable));
        };
    }

    private static Carried instead(
            Load load,
            Destination from,
            Key source,
            Destination to,
            ArtifactName name,
            Passage passage,
            CarryArtifact carrying) {
        Copy bad = load.missing().bad();
        if (bad == null || !bad.key().equals(name.toString())) {
            return new Carried.Refused("something else lies under " + name + " at '" + to.id()
                    + "', and the books know nothing of it: move it away, or rename it");
        }
        return sourceIsUnfit(load, from, source, passage).orElseGet(() -> switch (to.delete(name.key())) {
            case Deletion.Deleted deleted -> carrying.run();
            case Deletion.AlreadyGone gone -> carrying.run();
            case Deletion.NotDeleted refused ->
                new Carried.Refused("the bad copy cannot be replaced: " + refused.reason()
                        + "; where the storage locks it, it stays until its lock ends");
            case Unavailable unavailable -> away(unavailable);
        });
    }

    private static Optional<Carried> sourceIsUnfit(Load load, Destination from, Key source, Passage passage) {
        return switch (from.open(source, load.source().versionId())) {
            case Opened opened ->
                switch (passage.through(opened, load.source().bytes(), OutputStream.nullOutputStream())) {
                    case Passed.Whole whole
                    when whole.sha256().equals(load.source().sha256()) -> Optional.empty();
                    case Passed.Stopped stopped -> Optional.of(new Carried.Stopped());
                    case Passed.Whole other -> unfit(load, source + " is not what was recorded");
                    case Passed.OtherLength other -> unfit(load, source + " does not have the recorded length");
                    case Passed.SourceBroke broke -> unfit(load, broke.why());
                    case Passed.TargetBroke impossible -> unfit(load, impossible.why());
                };
            case Archived archived -> unfit(load, source + " lies in " + archived.storageClass());
            case Missing missing -> unfit(load, source + " is gone");
            case Unreadable unreadable -> unfit(load, unreadable.reason());
            case Unavailable unavailable -> Optional.of(new Carried.SourceAway(unavailable.reason()));
        };
    }

    private static Optional<Carried> unfit(Load load, String why) {
        return Optional.of(new Carried.SourceUnfit(
                why + " (at '" + load.source().destination() + "'); have it verified with 'holdfast verify "
                        + load.missing().backup() + "'"));
    }

    private static Carried away(Unavailable unavailable) {
        return new Carried.TargetAway(Failure.STORAGE_UNAVAILABLE, unavailable.reason());
    }
}
