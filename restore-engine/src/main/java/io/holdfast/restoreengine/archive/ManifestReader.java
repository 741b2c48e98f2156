package io.holdfast.restoreengine.archive;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.Destination;
import io.holdfast.store.Manifest;
import io.holdfast.store.SealedCompanionReader;
import java.util.Optional;

/** Reads the manifest of a copy at its destination. */
public final class ManifestReader {

    private ManifestReader() {}

    /**
     * Empty if there is no manifest, if its format is not known, or if it is not the recorded one. The archive itself has most
     * of its information.
     *
     * @param copy copy with the recorded companions
     */
    public static Optional<Manifest> read(Destination destination, BackupCopyRecord copy) {
        return SealedCompanionReader.read(destination, copy, CompanionFile.Role.MANIFEST)
                .flatMap(Manifest::parse);
    }
}
