package io.holdfast.events.signing;

import org.jspecify.annotations.Nullable;

/** A configured key cannot be used. The message contains the file and the reason, but nothing of the key. */
public final class UnusableKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableKeyException(String message) {
        this(message, null);
    }

    UnusableKeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
