package io.holdfast.events.signing;

import org.jspecify.annotations.Nullable;

/** A configured key cannot be used. The message contains the file and the reason, but nothing of the key. */
public final class UnusableSigningKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableSigningKeyException(String message) {
        this(message, null);
    }

    UnusableSigningKeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
