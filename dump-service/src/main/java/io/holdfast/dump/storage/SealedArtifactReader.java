package io.holdfast.dump.storage;

import io.holdfast.events.BackupId;
import io.holdfast.events.SealedCopy;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Companion;
import io.holdfast.store.Destination;
import io.holdfast.store.HashResult;
import io.holdfast.store.LeftoverState;
import io.holdfast.store.Manifest;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenResult;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Artifacts that were sealed but perhaps not recorded, read again before anybody relies on them. */
@ApplicationScoped
public class SealedArtifactReader {

    private static final int LARGEST_MANIFEST = 64 << 20;

    private final ConfiguredDestinations destinations;

    SealedArtifactReader(ConfiguredDestinations destinations) {
        this.destinations = destinations;
    }

    /**
     * A sealed artifact whose bytes are those of its manifest.
     *
     * @param copies wherever it was sealed and could be read, at least one
     */
    public record Whole(Manifest manifest, List<SealedCopy> copies) {}

    private record Found(Manifest manifest, SealedCopy copy) {}

    /** The artifact of this attempt, wherever it was sealed and every byte of it is as it was written. */
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
        // The sweep also makes the name durable, should the power have gone before its writer did.
        if (!(destination.leftovers(name) instanceof LeftoverState.SealedThere)
                || !(destination.sweep(name) instanceof LeftoverState.SealedThere there)) {
            return Optional.empty();
        }
        return manifest(destination, there.key())
                .filter(manifest -> manifest.backup().equals(backup) && manifest.attempt() == attempt)
                .flatMap(manifest -> unchanged(destination, there.key(), manifest));
    }

    private static Optional<Found> unchanged(Destination destination, ObjectKey key, Manifest manifest) {
        return RehashArtifact.of(destination, key, manifest.artifact().bytes()) instanceof HashResult.Hashed hashed
                        && hashed.sha256().equals(manifest.artifact().sha256())
                ? Optional.of(new Found(
                        manifest,
                        new SealedCopy(
                                destination.id(), key.value(), hashed.version(), hashed.bytes(), hashed.sha256())))
                : Optional.empty();
    }

    private static Optional<Manifest> manifest(Destination destination, ObjectKey key) {
        ObjectKey companion = new ObjectKey(key + Companion.Role.MANIFEST.suffix());
        if (!(destination.open(companion) instanceof OpenResult.Opened opened)) {
            return Optional.empty();
        }
        try (InputStream stream = opened.stream()) {
            return Manifest.parse(new String(stream.readNBytes(LARGEST_MANIFEST), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
