package io.holdfast.restoring.archive;

import io.holdfast.events.Copy;
import io.holdfast.store.Companion;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.Destination;
import io.holdfast.store.Manifest;
import java.util.Optional;

/** The manifest of a copy, read where the copy lies. */
public final class ManifestBeside {

    private ManifestBeside() {}

    /**
     * Empty where there is none, none that is understood, or another one than the log recorded; an archive says most of it too.
     *
     * @param copy with what is recorded of its companions
     */
    public static Optional<Manifest> read(Destination destination, Copy copy) {
        return CompanionFile.read(destination, copy, Companion.Role.MANIFEST).flatMap(Manifest::parse);
    }
}
