package io.holdfast.verify.storage;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Finding;
import io.holdfast.restoreengine.archive.ManifestReader;
import io.holdfast.store.ArchiveClassArtifactResult;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.ArtifactUnreadableResult;
import io.holdfast.store.CompanionFileCheck;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.RehashArtifactResult;
import io.holdfast.store.StatArtifactResult;
import io.holdfast.store.StorageChecksumCheckResult;
import io.holdfast.store.UnsupportedOperationResult;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.holdfast.verify.verifying.CopyReadResult;
import io.holdfast.verify.verifying.CopyReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the copies at the configured destinations again from the first byte to the last. */
@ApplicationScoped
public class DestinationCopyReader implements CopyReader {

    private final ConfiguredDestinations destinations;

    DestinationCopyReader(ConfiguredDestinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public CopyReadResult read(BackupCopyRecord copy) {
        Optional<Destination> destination = destinations.named(copy.destination());
        Optional<ObjectKey> key = ObjectKey.parse(copy.key());
        if (destination.isEmpty()) {
            return new CopyReadResult.NotLooked(
                    copy, "no destination '" + copy.destination() + "' is configured in verify-service");
        }
        return key.map(known -> read(copy, destination.get(), known))
                .orElseGet(() -> new CopyReadResult.NotLooked(copy, "the key of the copy is not a valid name"));
    }

    @Override
    public List<Finding> companions(BackupCopyRecord copy) {
        Optional<Destination> destination = destinations.named(copy.destination());
        Optional<ObjectKey> key = ObjectKey.parse(copy.key());
        if (destination.isEmpty() || key.isEmpty()) {
            return List.of();
        }
        CompanionFileCheck check = CompanionFileCheck.of(destination.get(), key.get(), copy);
        return Stream.concat(
                        check.altered().stream()
                                .map(beside -> new Finding(
                                        "companion_altered",
                                        copy.destination() + "/" + beside + " is not the file that was sealed")),
                        check.gone().stream()
                                .map(beside -> new Finding(
                                        "companion_missing", copy.destination() + "/" + beside + " is missing")))
                .toList();
    }

    @Override
    public List<Finding> sourceFaults(BackupCopyRecord copy) {
        return destinations
                .named(copy.destination())
                .flatMap(destination -> ManifestReader.read(destination, copy))
                .map(SourceDefectFindings::of)
                .orElse(List.of());
    }

    /** Copies on this host are nearer than others, and {@code local} is the nearest. */
    @Override
    public int distance(BackupCopyRecord copy) {
        List<Destination> all = destinations.all();
        int place = all.stream().map(Destination::id).toList().indexOf(copy.destination());
        if (place < 0) {
            return Integer.MAX_VALUE;
        }
        return all.get(place).failureDomain().isOffSite() ? all.size() + place : place;
    }

    /** Compares the length first. It costs nothing, and a file of another length need not be read. */
    private static CopyReadResult read(BackupCopyRecord copy, Destination destination, ObjectKey key) {
        return switch (destination.stat(key, copy.versionId())) {
            case StatArtifactResult.There there ->
                there.bytes() == copy.bytes()
                        ? rehash(copy, destination, key)
                        : new CopyReadResult.WrongSize(copy, there.bytes());
            case ArtifactMissingResult artifactMissing -> new CopyReadResult.Missing(copy);
            case ArtifactUnreadableResult artifactUnreadable ->
                new CopyReadResult.NotLooked(copy, artifactUnreadable.reason());
            case DestinationUnavailableResult destinationUnavailable ->
                new CopyReadResult.NotLooked(copy, destinationUnavailable.reason());
        };
    }

    private static CopyReadResult rehash(BackupCopyRecord copy, Destination destination, ObjectKey key) {
        return switch (RehashArtifact.of(destination, key, copy.bytes(), copy.versionId())) {
            case RehashArtifactResult.Hashed hashed -> compare(copy, hashed);
            case RehashArtifactResult.OtherLength other -> new CopyReadResult.WrongSize(copy, other.bytes());
            case ArtifactMissingResult artifactMissing -> new CopyReadResult.Missing(copy);
            case ArchiveClassArtifactResult artifactArchived -> attested(copy, destination, artifactArchived);
            case ArtifactUnreadableResult artifactUnreadable ->
                new CopyReadResult.NotLooked(copy, artifactUnreadable.reason());
            case DestinationUnavailableResult destinationUnavailable ->
                new CopyReadResult.NotLooked(copy, destinationUnavailable.reason());
        };
    }

    private static CopyReadResult compare(BackupCopyRecord copy, RehashArtifactResult.Hashed hashed) {
        return hashed.sha256().equals(copy.sha256())
                ? new CopyReadResult.Good(copy)
                : new CopyReadResult.WrongChecksum(copy, hashed.sha256());
    }

    private static CopyReadResult attested(
            BackupCopyRecord copy, Destination destination, ArchiveClassArtifactResult artifactArchived) {
        return switch (destination.attest(copy)) {
            case StorageChecksumCheckResult.Attested attested ->
                new CopyReadResult.Vouched(copy, artifactArchived.storageClass());
            case StorageChecksumCheckResult.Contradicted contradicted ->
                new CopyReadResult.Contradicted(copy, contradicted.how());
            case UnsupportedOperationResult none ->
                new CopyReadResult.NotLooked(
                        copy,
                        artifactArchived.key() + " is in archive class " + artifactArchived.storageClass()
                                + ", and its storage keeps no checksum of it: restore it there first");
            case ArtifactMissingResult artifactMissing -> new CopyReadResult.Missing(copy);
            case ArtifactUnreadableResult artifactUnreadable ->
                new CopyReadResult.NotLooked(copy, artifactUnreadable.reason());
            case DestinationUnavailableResult destinationUnavailable ->
                new CopyReadResult.NotLooked(copy, destinationUnavailable.reason());
        };
    }
}
