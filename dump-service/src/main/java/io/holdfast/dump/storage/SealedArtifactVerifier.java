package io.holdfast.dump.storage;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.Destination;
import io.holdfast.store.Manifest;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenArtifactResult;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.RehashArtifactResult;
import io.holdfast.store.UnfinishedWriteState;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Verifies artifacts that were sealed and possibly not recorded. */
@ApplicationScoped
public class SealedArtifactVerifier {

    private static final int MAX_MANIFEST_BYTES = 64 << 20;

    private final ConfiguredDestinations destinations;

    SealedArtifactVerifier(ConfiguredDestinations destinations) {
        this.destinations = destinations;
    }

    /**
     * A sealed artifact whose content matches its manifest.
     *
     * @param copies all copies that are sealed and readable, at least one
     */
    public record Whole(Manifest manifest, List<BackupCopyRecord> copies) {}

    private record Found(Manifest manifest, BackupCopyRecord copy) {}

    /** Returns the artifact of this attempt, with all sealed copies whose content matches the manifest. */
    public Optional<Whole> whole(ArtifactName name, BackupId backup, int attempt) {
        List<Found> found = destinations.all().stream()
                .flatMap(destination -> whole(destination, name, backup, attempt).stream())
                .toList();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Whole(
                        found.getFirst().manifest(),
                        found.stream().map(Found::copy).toList()));
    }

    private static Optional<Found> whole(Destination destination, ArtifactName name, BackupId backup, int attempt) {
        // The sweep also makes the name durable, in case of a power failure before the writer did so.
        if (!(destination.leftovers(name) instanceof UnfinishedWriteState.SealedThere)
                || !(destination.sweep(name) instanceof UnfinishedWriteState.SealedThere there)) {
            return Optional.empty();
        }
        return manifest(destination, there.key())
                .filter(manifest -> manifest.backup().equals(backup) && manifest.attempt() == attempt)
                .flatMap(manifest -> unchanged(destination, there.key(), manifest));
    }

    private static Optional<Found> unchanged(Destination destination, ObjectKey key, Manifest manifest) {
        return RehashArtifact.of(destination, key, manifest.artifact().bytes())
                                instanceof RehashArtifactResult.Hashed hashed
                        && hashed.sha256().equals(manifest.artifact().sha256())
                ? Optional.of(new Found(
                        manifest,
                        new BackupCopyRecord(
                                destination.id(), key.value(), hashed.version(), hashed.bytes(), hashed.sha256())))
                : Optional.empty();
    }

    private static Optional<Manifest> manifest(Destination destination, ObjectKey key) {
        ObjectKey companion = new ObjectKey(key + CompanionFile.Role.MANIFEST.suffix());
        if (!(destination.open(companion) instanceof OpenArtifactResult.Opened opened)) {
            return Optional.empty();
        }
        try (InputStream stream = opened.stream()) {
            return Manifest.parse(new String(stream.readNBytes(MAX_MANIFEST_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
