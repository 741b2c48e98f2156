package io.holdfast.restoreengine.archive;

import io.holdfast.events.SealedCopy;
import io.holdfast.store.Companion;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.Destination;
import io.holdfast.store.Manifest;
import java.util.Optional;

/** The manifest of a copy, read where the copy lies. */
public final class ManifestReader {

    private ManifestReader() {}

    /**
     * Empty where there is none, none that is understood, or another one than the log recorded; an archive says most of it too.
     *
     * @param copy with what is recorded of its companions
     */
    public static Optional<Manifest> read(Destination destination, SealedCopy copy) {
        return CompanionFile.read(destination, copy, Companion.Role.MANIFEST).flatMap(Manifest::parse);
    }
}
