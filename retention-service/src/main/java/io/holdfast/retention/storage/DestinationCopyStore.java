package io.holdfast.retention.storage;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CopyLocation;
import io.holdfast.retention.expiring.BackupCopyStore;
import io.holdfast.store.ArchiveClassArtifactResult;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.ArtifactUnreadableResult;
import io.holdfast.store.DeleteArtifactResult;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.RehashArtifactResult.Hashed;
import io.holdfast.store.RehashArtifactResult.OtherLength;
import io.holdfast.store.StorageChecksumCheckResult;
import io.holdfast.store.UnsupportedOperationResult;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;

/** Implements the domain's storage with the configured destinations. */
@ApplicationScoped
class DestinationCopyStore implements BackupCopyStore {

    private final ConfiguredDestinations destinations;

    DestinationCopyStore(ConfiguredDestinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public CopyStatus find(CopyLocation copy) {
        return at(copy, (destination, key) -> switch (destination.stat(key, copy.versionId())) {
            case io.holdfast.store.StatArtifactResult.There there -> new CopyStatus.Good();
            case ArtifactMissingResult artifactMissing -> new CopyStatus.Absent();
            case ArtifactUnreadableResult artifactUnreadable -> new CopyStatus.Unknown(artifactUnreadable.reason());
            case DestinationUnavailableResult destinationUnavailable ->
                new CopyStatus.Unknown(destinationUnavailable.reason());
        });
    }

    @Override
    public CopyStatus reread(BackupCopyRecord copy) {
        return at(copy.ref(), (destination, key) -> switch (RehashArtifact.of(
                destination, key, copy.bytes(), copy.versionId())) {
            case Hashed hashed -> compared(copy, hashed);
            case OtherLength other -> new CopyStatus.Bad(other.bytes() + " bytes instead of " + copy.bytes());
            case ArchiveClassArtifactResult artifactArchived -> attested(copy, destination, artifactArchived);
            case ArtifactMissingResult artifactMissing -> new CopyStatus.Absent();
            case ArtifactUnreadableResult artifactUnreadable -> new CopyStatus.Unknown(artifactUnreadable.reason());
            case DestinationUnavailableResult destinationUnavailable ->
                new CopyStatus.Unknown(destinationUnavailable.reason());
        });
    }

    /** An archived copy cannot be read at once. It is good if the storage still has the recorded checksum. */
    private static CopyStatus attested(
            BackupCopyRecord copy, Destination destination, ArchiveClassArtifactResult artifactArchived) {
        return switch (destination.attest(copy)) {
            case StorageChecksumCheckResult.Attested same -> new CopyStatus.Good();
            case StorageChecksumCheckResult.Contradicted other -> new CopyStatus.Bad(other.how());
            case UnsupportedOperationResult none ->
                new CopyStatus.Unknown(artifactArchived.key() + " is archived in " + artifactArchived.storageClass()
                        + ", and the storage has no checksum of it");
            case ArtifactMissingResult artifactMissing -> new CopyStatus.Absent();
            case ArtifactUnreadableResult artifactUnreadable -> new CopyStatus.Unknown(artifactUnreadable.reason());
            case DestinationUnavailableResult destinationUnavailable ->
                new CopyStatus.Unknown(destinationUnavailable.reason());
        };
    }

    private static CopyStatus compared(BackupCopyRecord copy, Hashed hashed) {
        return hashed.sha256().equals(copy.sha256())
                ? new CopyStatus.Good()
                : new CopyStatus.Bad("SHA-256 " + hashed.sha256() + " instead of " + copy.sha256());
    }

    @Override
    public CopyStatus delete(CopyLocation copy) {
        return at(copy, (destination, key) -> switch (destination.delete(key)) {
            case DeleteArtifactResult.Deleted deleted -> new CopyStatus.Absent();
            case DeleteArtifactResult.AlreadyGone gone -> new CopyStatus.Absent();
            case DeleteArtifactResult.NotDeleted refused -> new CopyStatus.Unknown(refused.reason());
            case DestinationUnavailableResult destinationUnavailable ->
                new CopyStatus.Unknown(destinationUnavailable.reason());
        });
    }

    /** Accepts the location from an event only if it is a configured destination and a valid object key. */
    private CopyStatus at(CopyLocation copy, BiFunction<Destination, ObjectKey, CopyStatus> question) {
        return destinations
                .named(copy.destination())
                .flatMap(destination -> ObjectKey.parse(copy.key()).map(key -> question.apply(destination, key)))
                .orElseGet(() -> new CopyStatus.Unknown(copy + " is not at a configured destination"));
    }
}
