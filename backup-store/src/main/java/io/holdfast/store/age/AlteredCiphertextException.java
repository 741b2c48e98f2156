package io.holdfast.store.age;

import java.io.IOException;

/** The bytes are not those that were encrypted: a byte was changed, or the end is missing. */
public final class AlteredCiphertextException extends IOException {

    private static final long serialVersionUID = 1L;

    AlteredCiphertextException(long plainBytes, Throwable cause) {
        super("the data after byte " + plainBytes + " of the plain bytes are not authentic", cause);
    }
}
