package io.holdfast.restore.restoring;

import io.holdfast.events.SealedCopy;
import java.util.Optional;

/**
 * One copy that should exist.
 *
 * @param condemned its bytes were found bad
 * @param storageClass of a copy that cannot be read at once
 */
public record RestorableCopy(SealedCopy copy, boolean condemned, Optional<String> storageClass) {

    public boolean isArchived() {
        return storageClass.isPresent();
    }
}
