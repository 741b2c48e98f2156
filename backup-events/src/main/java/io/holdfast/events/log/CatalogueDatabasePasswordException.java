package io.holdfast.events.log;

import io.holdfast.events.secret.UnusableSecretFileException;

/** The file with the catalog's password cannot be read at the moment; it may be mounted again. */
final class CatalogueDatabasePasswordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CatalogueDatabasePasswordException(UnusableSecretFileException cause) {
        super(
                "the catalog's password file " + cause.problem()
                        + ": check holdfast.catalogue.password-file, that this service's user can read the file, and that its"
                        + " first line is the password in UTF-8",
                cause);
    }
}
