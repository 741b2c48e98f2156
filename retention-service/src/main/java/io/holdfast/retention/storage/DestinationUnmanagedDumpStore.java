package io.holdfast.retention.storage;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.log.EventSignatures;
import io.holdfast.events.signing.UnusableSigningKeyException;
import io.holdfast.retention.rebuilding.UnmanagedDumpStore;
import io.holdfast.store.ArchiveClassArtifactResult;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactUnreadableResult;
import io.holdfast.store.ChecksumFile;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.CompanionFile.Role;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.Manifest;
import io.holdfast.store.ManifestSignature;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenArtifactResult.Opened;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.RehashArtifactResult;
import io.holdfast.store.StatArtifactResult;
import io.holdfast.store.StorageFullResult;
import io.holdfast.store.StoreCompanionFileResult;
import io.holdfast.store.StoredFile;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads foreign dumps at the configured destinations. */
@ApplicationScoped
class DestinationUnmanagedDumpStore implements UnmanagedDumpStore {

    private final ConfiguredDestinations destinations;
    private final Clock clock;
    private final EventSignatures signing;

    DestinationUnmanagedDumpStore(ConfiguredDestinations destinations, Clock clock, EventSignatures signing) {
        this.destinations = destinations;
        this.clock = clock;
        this.signing = signing;
    }

    @Override
    public InspectionResult inspect(String destination, String file) {
        Optional<Destination> place = destinations.named(destination);
        Optional<ObjectKey> key = ObjectKey.parse(file);
        if (place.isEmpty()) {
            return new InspectionResult.Unfit("the destination is not configured; the configured destinations are "
                    + String.join(
                            ", ",
                            destinations.all().stream().map(Destination::id).toList()));
        }
        if (key.isEmpty() || isBesideAnother(file)) {
            return new InspectionResult.Unfit("not a valid file name of a dump; use letters, digits, '.', '_' and '-'");
        }
        return inspect(place.get(), key.get());
    }

    private static boolean isBesideAnother(String file) {
        return Stream.of(Role.values()).anyMatch(role -> file.endsWith(role.suffix()))
                || new StoredFile(file, 0, Instant.EPOCH).nature() == StoredFile.Nature.PARTIAL;
    }

    private InspectionResult inspect(Destination place, ObjectKey key) {
        return switch (place.stat(key)) {
            case StatArtifactResult.There there ->
                header(place, key)
                        .map(header -> hashed(place, key, there))
                        .orElseGet(() -> new InspectionResult.Unfit(place.id() + "/" + key
                                + " is not an archive in pg_dump's custom format (pg_dump -Fc), or is not readable"));
            case ArtifactMissingResult artifactMissing ->
                new InspectionResult.Unfit(place.id() + "/" + key
                        + " is missing or incomplete; copy the complete file to the destination first");
            case ArtifactUnreadableResult artifactUnreadable -> new InspectionResult.Unfit(artifactUnreadable.reason());
            case DestinationUnavailableResult destinationUnavailable ->
                new InspectionResult.Away(destinationUnavailable.reason());
        };
    }

    private static Optional<PgDumpCustomFormatHeader> header(Destination place, ObjectKey key) {
        if (!(place.open(key) instanceof Opened opened)) {
            return Optional.empty();
        }
        try (InputStream in = opened.stream()) {
            return PgDumpCustomFormatHeader.read(in);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private InspectionResult hashed(Destination place, ObjectKey key, StatArtifactResult.There there) {
        return switch (RehashArtifact.of(place, key)) {
            case RehashArtifactResult.Hashed hashed ->
                new InspectionResult.Dump(
                        new BackupCopyRecord(
                                place.id(), key.value(), hashed.version(), hashed.bytes(), hashed.sha256()),
                        FileNameTimestampParser.of(key.value())
                                .filter(clock.instant()::isAfter)
                                .orElse(there.modified()),
                        ArtifactName.parse(key.value()).map(ArtifactName::kind).orElse(null),
                        describedAs(place, key).orElse(null));
            case RehashArtifactResult.OtherLength other ->
                new InspectionResult.Unfit(place.id() + "/" + key
                        + " changed its length during the read; wait until it is complete, and import it again");
            case ArchiveClassArtifactResult artifactArchived ->
                new InspectionResult.Unfit(key + " is archived in " + artifactArchived.storageClass());
            case ArtifactMissingResult artifactMissing -> new InspectionResult.Unfit(key + " is missing");
            case ArtifactUnreadableResult artifactUnreadable -> new InspectionResult.Unfit(artifactUnreadable.reason());
            case DestinationUnavailableResult destinationUnavailable ->
                new InspectionResult.Away(destinationUnavailable.reason());
        };
    }

    private static Optional<BackupId> describedAs(Destination place, ObjectKey key) {
        return CompanionFileReadResult.read(place, key.companion(Role.MANIFEST))
                        instanceof CompanionFileReadResult.Whole whole
                ? Manifest.parse(new String(whole.bytes(), StandardCharsets.UTF_8))
                        .filter(manifest -> manifest.artifact().file().equals(key.value()))
                        .map(Manifest::backup)
                : Optional.empty();
    }

    @Override
    public Optional<String> describe(Description description) {
        BackupCopyRecord copy = description.copy();
        Destination place = destinations.named(copy.destination()).orElseThrow();
        ObjectKey key = new ObjectKey(copy.key());
        Optional<PgDumpCustomFormatHeader> header = header(place, key);
        if (header.isEmpty()) {
            return Optional.of(key + " is no longer readable");
        }
        CompanionFile manifest =
                UnmanagedDumpManifestBuilder.of(description, header.get()).asCompanion();
        ChecksumFile sums = new ChecksumFile(
                Map.of(key, copy.sha256(), key.companion(Role.MANIFEST), HashingStreamCopier.sha256(manifest.bytes())));
        return put(place, key, new CompanionFile(Role.CHECKSUM, sums.text()))
                .or(() -> signature(manifest).flatMap(signature -> put(place, key, signature)))
                .or(() -> put(place, key, manifest));
    }

    /** Signed with this service's key, because dump-service did not make this dump. */
    private Optional<CompanionFile> signature(CompanionFile manifest) {
        try {
            return signing.key().map(key -> ManifestSignature.of(manifest, key));
        } catch (UnusableSigningKeyException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> put(Destination place, ObjectKey key, CompanionFile companion) {
        return switch (place.put(key, companion)) {
            case StoreCompanionFileResult.Placed placed -> Optional.empty();
            case StorageFullResult full -> Optional.of(full.reason());
            case DestinationUnavailableResult destinationUnavailable -> Optional.of(destinationUnavailable.reason());
        };
    }
}
