package io.holdfast.restoring.archive;

import io.holdfast.store.Companion;
import io.holdfast.store.Destination;
import io.holdfast.store.Key;
import io.holdfast.store.Manifest;
import io.holdfast.store.Opening;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The manifest of a copy, read where the copy lies. */
public final class ManifestBeside {

    private static final int LONGEST = 64 << 20;

    private ManifestBeside() {}

    /** Empty where there is none, or none that is understood; an archive says most of it too. */
    public static Optional<Manifest> read(Destination destination, Key artifact) {
        if (artifact.value().length() + Companion.Role.MANIFEST.suffix().length() > 255
                || !(destination.open(artifact.companion(Companion.Role.MANIFEST)) instanceof Opening.Opened opened)) {
            return Optional.empty();
        }
        try (InputStream stream = opened.stream()) {
            return Manifest.parse(new String(stream.readNBytes(LONGEST), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
