package io.holdfast.restore.restoring;

import io.holdfast.events.BackupCopyRecord;
import java.util.Optional;

/**
 * One copy that should exist.
 *
 * @param condemned whether its bytes were found bad
 * @param storageClass archive class of a copy that cannot be read at once
 */
public record RestorableCopy(BackupCopyRecord copy, boolean condemned, Optional<String> storageClass) {

    public boolean isArchived() {
        return storageClass.isPresent();
    }
}
