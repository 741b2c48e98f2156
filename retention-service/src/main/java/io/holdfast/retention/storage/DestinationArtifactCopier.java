package io.holdfast.retention.storage;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.FailureReason;
import io.holdfast.retention.copying.ArtifactCopier;
import io.holdfast.retention.copying.MissingCopy;
import io.holdfast.retention.settings.CopyingSettings;
import io.holdfast.retention.storage.HashingStreamCopier.StreamResult;
import io.holdfast.store.ArchiveClassArtifactResult;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactUnreadableResult;
import io.holdfast.store.ArtifactWriteOptions;
import io.holdfast.store.DeleteArtifactResult;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenArtifactResult.Opened;
import io.holdfast.store.UnfinishedWriteState;
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
class DestinationArtifactCopier implements ArtifactCopier {

    private final ConfiguredDestinations destinations;
    private final CopyingSettings settings;
    private final Clock clock;

    DestinationArtifactCopier(ConfiguredDestinations destinations, CopyingSettings settings, Clock clock) {
        this.destinations = destinations;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public TransferResult carry(TransferRequest request, Progress progress) {
        Optional<Destination> to = destinations.named(request.missing().destination());
        Optional<Destination> from = destinations.named(request.source().destination());
        Optional<ObjectKey> source = ObjectKey.parse(request.source().key());
        if (to.isEmpty() || from.isEmpty() || source.isEmpty()) {
            return new TransferResult.SourceUnfit(request.source().ref() + " is not at a configured destination");
        }
        ArtifactName name = name(request.missing(), request.source());
        HashingStreamCopier stage = new HashingStreamCopier(progress, CopyRateLimiter.of(settings.bytesPerSecond()));
        CopyAndSealArtifact carrying = new CopyAndSealArtifact(
                request, from.get(), source.get(), to.get(), name, options(request.missing()), stage);
        return switch (to.get().leftovers(name)) {
            case UnfinishedWriteState.Nothing nothing -> carrying.run();
            case UnfinishedWriteState.Unsealed unsealed -> swept(to.get(), name, carrying);
            case UnfinishedWriteState.SealedThere there ->
                // The sweep also makes the name durable, in case of a power failure before the writer did.
                to.get().sweep(name) instanceof DestinationUnavailableResult destinationUnavailable
                        ? away(destinationUnavailable)
                        : taken(to.get(), name, request, stage)
                                .orElseGet(() ->
                                        instead(request, from.get(), source.get(), to.get(), name, stage, carrying));
            case DestinationUnavailableResult destinationUnavailable -> away(destinationUnavailable);
        };
    }

    /** The source's own name, or the name that the backup would have been given here. */
    private static ArtifactName name(MissingCopy missing, BackupCopyRecord source) {
        return ArtifactName.parse(source.key())
                .filter(name -> name.database().equals(missing.database()))
                .orElseGet(() -> new ArtifactName(
                        missing.database(),
                        missing.kind(),
                        missing.takenAt(),
                        new ObjectKey(source.key()).isEncrypted()));
    }

    /** The same options as for a new backup. No storage accepts a lock that has already ended. */
    private ArtifactWriteOptions options(MissingCopy missing) {
        return new ArtifactWriteOptions(destinations
                .options(missing.database(), missing.takenAt())
                .lockedUntil()
                .filter(clock.instant()::isBefore));
    }

    private static TransferResult swept(Destination to, ArtifactName name, CopyAndSealArtifact carrying) {
        return switch (to.sweep(name)) {
            case UnfinishedWriteState.Nothing nothing -> carrying.run();
            case UnfinishedWriteState.Unsealed unsealed -> refused(to, name);
            case UnfinishedWriteState.SealedThere there -> refused(to, name);
            case DestinationUnavailableResult destinationUnavailable -> away(destinationUnavailable);
        };
    }

    private static TransferResult refused(Destination to, ArtifactName name) {
        return new TransferResult.Refused(
                "cannot remove leftovers of " + name + " at '" + to.id() + "'; check the permissions");
    }

    /** Empty if the bytes do not match the record. */
    private static Optional<TransferResult> taken(
            Destination to, ArtifactName name, TransferRequest request, HashingStreamCopier stage) {
        return switch (to.open(name.key())) {
            case Opened opened ->
                switch (stage.through(opened, request.source().bytes(), OutputStream.nullOutputStream())) {
                    case StreamResult.Whole whole
                    when whole.sha256().equals(request.source().sha256()) ->
                        Optional.of(new TransferResult.Completed(
                                CopyAndSealArtifact.known(to, name, opened.version(), request.source()), true));
                    case StreamResult.Stopped stopped -> Optional.of(new TransferResult.Stopped());
                    case StreamResult.Whole other -> Optional.empty();
                    case StreamResult.OtherLength other -> Optional.empty();
                    case StreamResult.SourceBroke broke -> Optional.empty();
                    case StreamResult.TargetBroke impossible -> Optional.empty();
                };
            case ArchiveClassArtifactResult artifactArchived ->
                Optional.of(new TransferResult.Refused(name + " is archived in " + artifactArchived.storageClass()
                        + " at '" + to.id() + "' and cannot be read at once"));
            case ArtifactMissingResult artifactMissing -> Optional.of(new TransferResult.Stopped());
            case ArtifactUnreadableResult artifactUnreadable -> Optional.empty();
            case DestinationUnavailableResult destinationUnavailable -> Optional.of(away(destinationUnavailable));
        };
    }

    private static TransferResult instead(
            TransferRequest request,
            Destination from,
            ObjectKey source,
            Destination to,
            ArtifactName name,
            HashingStreamCopier stage,
            CopyAndSealArtifact carrying) {
        BackupCopyRecord bad = request.missing().bad();
        if (bad == null || !bad.key().equals(name.toString())) {
            return new TransferResult.Refused(
                    "another file has the name " + name + " at '" + to.id() + "' and has no record; move or rename it");
        }
        return sourceIsUnfit(request, from, source, stage).orElseGet(() -> switch (to.delete(name.key())) {
            case DeleteArtifactResult.Deleted deleted -> carrying.run();
            case DeleteArtifactResult.AlreadyGone gone -> carrying.run();
            case DeleteArtifactResult.NotDeleted refused ->
                new TransferResult.Refused("cannot replace the bad copy: " + refused.reason()
                        + "; if the storage has locked it, wait for the lock to end");
            case DestinationUnavailableResult destinationUnavailable -> away(destinationUnavailable);
        });
    }

    private static Optional<TransferResult> sourceIsUnfit(
            TransferRequest request, Destination from, ObjectKey source, HashingStreamCopier stage) {
        return switch (from.open(source, request.source().versionId())) {
            case Opened opened ->
                switch (stage.through(opened, request.source().bytes(), OutputStream.nullOutputStream())) {
                    case StreamResult.Whole whole
                    when whole.sha256().equals(request.source().sha256()) -> Optional.empty();
                    case StreamResult.Stopped stopped -> Optional.of(new TransferResult.Stopped());
                    case StreamResult.Whole other -> unfit(request, source + " does not match its recorded SHA-256");
                    case StreamResult.OtherLength other ->
                        unfit(request, source + " does not have the recorded length");
                    case StreamResult.SourceBroke broke -> unfit(request, broke.why());
                    case StreamResult.TargetBroke impossible -> unfit(request, impossible.why());
                };
            case ArchiveClassArtifactResult artifactArchived ->
                unfit(request, source + " is archived in " + artifactArchived.storageClass());
            case ArtifactMissingResult artifactMissing -> unfit(request, source + " is missing");
            case ArtifactUnreadableResult artifactUnreadable -> unfit(request, artifactUnreadable.reason());
            case DestinationUnavailableResult destinationUnavailable ->
                Optional.of(new TransferResult.SourceAway(destinationUnavailable.reason()));
        };
    }

    private static Optional<TransferResult> unfit(TransferRequest request, String why) {
        return Optional.of(new TransferResult.SourceUnfit(
                why + " (at '" + request.source().destination() + "'); verify it with 'holdfast verify "
                        + request.missing().backup() + "'"));
    }

    private static TransferResult away(DestinationUnavailableResult destinationUnavailable) {
        return new TransferResult.TargetAway(FailureReason.STORAGE_UNAVAILABLE, destinationUnavailable.reason());
    }
}
