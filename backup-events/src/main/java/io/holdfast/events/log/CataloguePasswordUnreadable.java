package io.holdfast.events.log;

import java.io.IOException;
import java.nio.file.Path;

/** The file with the catalogue's password cannot be read just now; whoever mounts it may put it back. */
final class CataloguePasswordUnreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CataloguePasswordUnreadable(Path file, IOException cause) {
        super(
                "the file with the catalogue's password, " + file + ", cannot be read ("
                        + cause.getClass().getSimpleName()
                        + "): check holdfast.catalogue.password-file, and that this service's user may read it",
                cause);
    }
}
