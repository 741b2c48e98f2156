package io.holdfast.events.signing;

import org.jspecify.annotations.Nullable;

/** A key that is configured and cannot be used; the message says which and why, and nothing of its content. */
public final class UnusableKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableKeyException(String message) {
        this(message, null);
    }

    UnusableKeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
