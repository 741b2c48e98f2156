package io.holdfast.retention.storage;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CopyLocation;
import io.holdfast.retention.expiring.CopyStorage;
import io.holdfast.store.ArtifactInArchiveClass;
import io.holdfast.store.ArtifactMissing;
import io.holdfast.store.ArtifactUnreadable;
import io.holdfast.store.ChecksumAttestation;
import io.holdfast.store.DeletionResult;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailable;
import io.holdfast.store.HashResult.Hashed;
import io.holdfast.store.HashResult.OtherLength;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OperationNotSupported;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;

/** Implements the domain's storage with the configured destinations. */
@ApplicationScoped
class DestinationStorage implements CopyStorage {

    private final ConfiguredDestinations destinations;

    DestinationStorage(ConfiguredDestinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public CopyStatus find(CopyLocation copy) {
        return at(copy, (destination, key) -> switch (destination.stat(key, copy.versionId())) {
            case io.holdfast.store.StatResult.There there -> new CopyStatus.Good();
            case ArtifactMissing artifactMissing -> new CopyStatus.Absent();
            case ArtifactUnreadable artifactUnreadable -> new CopyStatus.Unknown(artifactUnreadable.reason());
            case DestinationUnavailable destinationUnavailable ->
                new CopyStatus.Unknown(destinationUnavailable.reason());
        });
    }

    @Override
    public CopyStatus reread(BackupCopyRecord copy) {
        return at(copy.ref(), (destination, key) -> switch (RehashArtifact.of(
                destination, key, copy.bytes(), copy.versionId())) {
            case Hashed hashed -> compared(copy, hashed);
            case OtherLength other -> new CopyStatus.Bad(other.bytes() + " bytes instead of " + copy.bytes());
            case ArtifactInArchiveClass artifactArchived -> attested(copy, destination, artifactArchived);
            case ArtifactMissing artifactMissing -> new CopyStatus.Absent();
            case ArtifactUnreadable artifactUnreadable -> new CopyStatus.Unknown(artifactUnreadable.reason());
            case DestinationUnavailable destinationUnavailable ->
                new CopyStatus.Unknown(destinationUnavailable.reason());
        });
    }

    /** An archived copy cannot be read at once. It is good if the storage still has the recorded checksum. */
    private static CopyStatus attested(
            BackupCopyRecord copy, Destination destination, ArtifactInArchiveClass artifactArchived) {
        return switch (destination.attest(copy)) {
            case ChecksumAttestation.Attested same -> new CopyStatus.Good();
            case ChecksumAttestation.Contradicted other -> new CopyStatus.Bad(other.how());
            case OperationNotSupported none ->
                new CopyStatus.Unknown(artifactArchived.key() + " is archived in " + artifactArchived.storageClass()
                        + ", and the storage has no checksum of it");
            case ArtifactMissing artifactMissing -> new CopyStatus.Absent();
            case ArtifactUnreadable artifactUnreadable -> new CopyStatus.Unknown(artifactUnreadable.reason());
            case DestinationUnavailable destinationUnavailable ->
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
            case DeletionResult.Deleted deleted -> new CopyStatus.Absent();
            case DeletionResult.AlreadyGone gone -> new CopyStatus.Absent();
            case DeletionResult.NotDeleted refused -> new CopyStatus.Unknown(refused.reason());
            case DestinationUnavailable destinationUnavailable ->
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
