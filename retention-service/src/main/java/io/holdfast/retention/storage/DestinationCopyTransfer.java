package io.holdfast.retention.storage;

import io.holdfast.events.FailureReason;
import io.holdfast.events.SealedCopy;
import io.holdfast.retention.copying.CopyTransfer;
import io.holdfast.retention.copying.MissingCopy;
import io.holdfast.retention.settings.CopyingSettings;
import io.holdfast.retention.storage.HashedTransfer.Passed;
import io.holdfast.store.ArtifactArchived;
import io.holdfast.store.ArtifactMissing;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactUnreadable;
import io.holdfast.store.DeletionResult;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailable;
import io.holdfast.store.LeftoverState;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenResult.Opened;
import io.holdfast.store.WriteOptions;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Optional;

/**
 * Prepares the target name and copies the artifact. The target name may already be in use, by one of these:
 * <ul>
 * <li>leftovers of an interrupted attempt: removed;
 * <li>a sealed artifact with the recorded bytes, of an attempt that was interrupted before it was recorded: used as it
 * is;
 * <li>the copy that was found bad: deleted, but only after a good copy was read completely, because damaged bytes may
 * be the best that is left;
 * <li>anything else: left alone and reported.
 * </ul>
 */
@ApplicationScoped
class DestinationCopyTransfer implements CopyTransfer {

    private final ConfiguredDestinations destinations;
    private final CopyingSettings settings;
    private final Clock clock;

    DestinationCopyTransfer(ConfiguredDestinations destinations, CopyingSettings settings, Clock clock) {
        this.destinations = destinations;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Carried carry(Load load, Progress progress) {
        Optional<Destination> to = destinations.named(load.missing().destination());
        Optional<Destination> from = destinations.named(load.source().destination());
        Optional<ObjectKey> source = ObjectKey.parse(load.source().key());
        if (to.isEmpty() || from.isEmpty() || source.isEmpty()) {
            return new Carried.SourceUnfit(load.source().ref() + " is not at a configured destination");
        }
        ArtifactName name = name(load.missing(), load.source());
        HashedTransfer stage = new HashedTransfer(progress, CopyRateLimiter.of(settings.bytesPerSecond()));
        TransferArtifact carrying =
                new TransferArtifact(load, from.get(), source.get(), to.get(), name, options(load.missing()), stage);
        return switch (to.get().leftovers(name)) {
            case LeftoverState.Nothing nothing -> carrying.run();
            case LeftoverState.Unsealed unsealed -> swept(to.get(), name, carrying);
            case LeftoverState.SealedThere there ->
                // The sweep also makes the name durable, in case of a power failure before the writer did.
                to.get().sweep(name) instanceof DestinationUnavailable destinationUnavailable
                        ? away(destinationUnavailable)
                        : taken(to.get(), name, load, stage)
                                .orElseGet(
                                        () -> instead(load, from.get(), source.get(), to.get(), name, stage, carrying));
            case DestinationUnavailable destinationUnavailable -> away(destinationUnavailable);
        };
    }

    /** The source's own name, or the name that the backup would have been given here. */
    private static ArtifactName name(MissingCopy missing, SealedCopy source) {
        return ArtifactName.parse(source.key())
                .filter(name -> name.database().equals(missing.database()))
                .orElseGet(() -> new ArtifactName(
                        missing.database(),
                        missing.kind(),
                        missing.takenAt(),
                        new ObjectKey(source.key()).isEncrypted()));
    }

    /** The same options as for a new backup. No storage accepts a lock that has already ended. */
    private WriteOptions options(MissingCopy missing) {
        return new WriteOptions(destinations
                .options(missing.database(), missing.takenAt())
                .lockedUntil()
                .filter(clock.instant()::isBefore));
    }

    private static Carried swept(Destination to, ArtifactName name, TransferArtifact carrying) {
        return switch (to.sweep(name)) {
            case LeftoverState.Nothing nothing -> carrying.run();
            case LeftoverState.Unsealed unsealed -> refused(to, name);
            case LeftoverState.SealedThere there -> refused(to, name);
            case DestinationUnavailable destinationUnavailable -> away(destinationUnavailable);
        };
    }

    private static Carried refused(Destination to, ArtifactName name) {
        return new Carried.Refused("cannot remove leftovers of " + name + " at '" + to.id() + "'; check the permissions");
    }

    /** Empty if the bytes do not match the record. */
    private static Optional<Carried> taken(Destination to, ArtifactName name, Load load, HashedTransfer stage) {
        return switch (to.open(name.key())) {
            case Opened opened ->
                switch (stage.through(opened, load.source().bytes(), OutputStream.nullOutputStream())) {
                    case Passed.Whole whole
                    when whole.sha256().equals(load.source().sha256()) ->
                        Optional.of(new Carried.Landed(
                                TransferArtifact.known(to, name, opened.version(), load.source()), true));
                    case Passed.Stopped stopped -> Optional.of(new Carried.Stopped());
                    case Passed.Whole other -> Optional.empty();
                    case Passed.OtherLength other -> Optional.empty();
                    case Passed.SourceBroke broke -> Optional.empty();
                    case Passed.TargetBroke impossible -> Optional.empty();
                };
            case ArtifactArchived artifactArchived ->
                Optional.of(new Carried.Refused(name + " is archived in " + artifactArchived.storageClass() + " at '" + to.id()
                        + "' and cannot be read at once"));
            case ArtifactMissing artifactMissing -> Optional.of(new Carried.Stopped());
            case ArtifactUnreadable artifactUnreadable -> Optional.empty();
            case DestinationUnavailable destinationUnavailable -> Optional.of(away(destinationUnavailable));
        };
    }

    private static Carried instead(
            Load load,
            Destination from,
            ObjectKey source,
            Destination to,
            ArtifactName name,
            HashedTransfer stage,
            TransferArtifact carrying) {
        SealedCopy bad = load.missing().bad();
        if (bad == null || !bad.key().equals(name.toString())) {
            return new Carried.Refused("another file has the name " + name + " at '" + to.id()
                    + "' and has no record; move or rename it");
        }
        return sourceIsUnfit(load, from, source, stage).orElseGet(() -> switch (to.delete(name.key())) {
            case DeletionResult.Deleted deleted -> carrying.run();
            case DeletionResult.AlreadyGone gone -> carrying.run();
            case DeletionResult.NotDeleted refused ->
                new Carried.Refused("cannot replace the bad copy: " + refused.reason()
                        + "; if the storage has locked it, wait for the lock to end");
            case DestinationUnavailable destinationUnavailable -> away(destinationUnavailable);
        });
    }

    private static Optional<Carried> sourceIsUnfit(
            Load load, Destination from, ObjectKey source, HashedTransfer stage) {
        return switch (from.open(source, load.source().versionId())) {
            case Opened opened ->
                switch (stage.through(opened, load.source().bytes(), OutputStream.nullOutputStream())) {
                    case Passed.Whole whole
                    when whole.sha256().equals(load.source().sha256()) -> Optional.empty();
                    case Passed.Stopped stopped -> Optional.of(new Carried.Stopped());
                    case Passed.Whole other -> unfit(load, source + " does not match its recorded SHA-256");
                    case Passed.OtherLength other -> unfit(load, source + " does not have the recorded length");
                    case Passed.SourceBroke broke -> unfit(load, broke.why());
                    case Passed.TargetBroke impossible -> unfit(load, impossible.why());
                };
            case ArtifactArchived artifactArchived ->
                unfit(load, source + " is archived in " + artifactArchived.storageClass());
            case ArtifactMissing artifactMissing -> unfit(load, source + " is missing");
            case ArtifactUnreadable artifactUnreadable -> unfit(load, artifactUnreadable.reason());
            case DestinationUnavailable destinationUnavailable ->
                Optional.of(new Carried.SourceAway(destinationUnavailable.reason()));
        };
    }

    private static Optional<Carried> unfit(Load load, String why) {
        return Optional.of(new Carried.SourceUnfit(
                why + " (at '" + load.source().destination() + "'); verify it with 'holdfast verify "
                        + load.missing().backup() + "'"));
    }

    private static Carried away(DestinationUnavailable destinationUnavailable) {
        return new Carried.TargetAway(FailureReason.STORAGE_UNAVAILABLE, destinationUnavailable.reason());
    }
}
