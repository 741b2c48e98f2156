package io.holdfast.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A write failed. The exception distinguishes a full storage, because that requires another reaction. */
public final class StorageWriteException extends IOException {

    private static final long serialVersionUID = 1L;
    private final boolean full;

    /** @param full whether the storage is full */
    public StorageWriteException(String message, boolean full, @Nullable IOException cause) {
        super(message, cause);
        this.full = full;
    }

    /** Whether the storage is full. */
    public boolean isFull() {
        return full;
    }
}
