package io.holdfast.events.log;

import io.holdfast.events.secret.UnusableSecretFile;

/** The file with the catalogue's password cannot be read just now; whoever mounts it may put it back. */
final class CataloguePasswordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CataloguePasswordException(UnusableSecretFile cause) {
        super(
                "the file with the catalogue's password, " + cause.problem()
                        + ": check holdfast.catalogue.password-file, that this service's user may read it, and that its"
                        + " first line is the password in UTF-8",
                cause);
    }
}
