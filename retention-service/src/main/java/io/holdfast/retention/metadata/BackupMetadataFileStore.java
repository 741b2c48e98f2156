package io.holdfast.retention.metadata;

import io.holdfast.events.CopyLocation;
import java.time.Instant;

/** Stores the facts files, one beside each copy. */
public interface BackupMetadataFileStore {

    /** The result of writing one file. */
    sealed interface WriteResult {
        record Done() implements WriteResult {}

        /** The destination cannot be written now. */
        record Away(String why) implements WriteResult {}
    }

    /** A digest for checking whether the stored file is current. */
    String digest(BackupMetadata metadata);

    /** Writes the file beside the copy, replacing an earlier one. */
    WriteResult put(CopyLocation copy, BackupMetadata metadata, Instant writtenAt);
}
