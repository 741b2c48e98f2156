package io.holdfast.events.signing;

import org.jspecify.annotations.Nullable;

/** A key that is configured and cannot be used; the message says which and why, and nothing of its content. */
public final class UnreadableKey extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableKey(String message) {
        this(message, null);
    }

    UnreadableKey(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
