package io.holdfast.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A write failed. Says whether for want of room, because that decides what to do about it. */
public final class StorageWriteException extends IOException {

    private static final long serialVersionUID = 1L;
    private final boolean full;

    /** @param full whether there was no room left */
    public StorageWriteException(String message, boolean full, @Nullable IOException cause) {
        super(message, cause);
        this.full = full;
    }

    /** Whether there was no room left. */
    public boolean isFull() {
        return full;
    }
}
