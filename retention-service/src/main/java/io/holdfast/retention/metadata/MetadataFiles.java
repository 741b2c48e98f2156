package io.holdfast.retention.metadata;

import io.holdfast.events.CopyLocation;
import java.time.Instant;

/** The facts files, one beside each copy. */
public interface MetadataFiles {

    /** The result of writing one file. */
    sealed interface Put {
        record Done() implements Put {}

        /** The destination cannot be written now. */
        record Away(String why) implements Put {}
    }

    /** A digest for checking whether the stored file is current. */
    String digest(BackupMetadata metadata);

    /** Writes the file beside the copy, replacing an earlier one. */
    Put put(CopyLocation copy, BackupMetadata metadata, Instant writtenAt);
}
