package io.holdfast.dump.storage;

import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Companion;
import io.holdfast.store.Destination;
import io.holdfast.store.Key;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Manifest;
import io.holdfast.store.Opening;
import io.holdfast.store.Rehash;
import io.holdfast.store.Rehashed;
import io.holdfast.store.Remains;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Artifacts that were sealed but perhaps not recorded, read again before anybody relies on them. */
@ApplicationScoped
public class SealedArtifacts {

    private static final int LARGEST_MANIFEST = 64 << 20;

    private final Destination destination;

    SealedArtifacts(LocalDirectory destination) {
        this.destination = destination;
    }

    /** A sealed artifact whose bytes are those of its manifest. */
    public record Whole(Manifest manifest, Copy copy) {}

    /** The artifact of this attempt, if it was sealed and every byte of it is as it was written. */
    public Optional<Whole> whole(ArtifactName name, BackupId backup, int attempt) {
        // The sweep also makes the name durable, should the power have gone before its writer did.
        if (!(destination.remains(name) instanceof Remains.SealedThere)
                || !(destination.sweep(name) instanceof Remains.SealedThere there)) {
            return Optional.empty();
        }
        return manifest(there.key())
                .filter(manifest -> manifest.backup().equals(backup) && manifest.attempt() == attempt)
                .flatMap(manifest -> unchanged(there.key(), manifest));
    }

    private Optional<Whole> unchanged(Key key, Manifest manifest) {
        return Rehash.of(destination, key) instanceof Rehashed.Hashed hashed
                        && hashed.bytes() == manifest.artifact().bytes()
                        && hashed.sha256().equals(manifest.artifact().sha256())
                ? Optional.of(new Whole(
                        manifest, new Copy(destination.id(), key.value(), null, hashed.bytes(), hashed.sha256())))
                : Optional.empty();
    }

    private Optional<Manifest> manifest(Key key) {
        Key companion = new Key(key + Companion.Role.MANIFEST.suffix());
        if (!(destination.open(companion) instanceof Opening.Opened opened)) {
            return Optional.empty();
        }
        try (InputStream stream = opened.stream()) {
            return Manifest.parse(new String(stream.readNBytes(LARGEST_MANIFEST), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
