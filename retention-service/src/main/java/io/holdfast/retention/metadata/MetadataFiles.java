package io.holdfast.retention.metadata;

import io.holdfast.events.CopyLocation;
import java.time.Instant;

/** The files with facts, one beside each copy. */
public interface MetadataFiles {

    /** What came of writing one. */
    sealed interface Put {
        record Done() implements Put {}

        /** Nothing can be written at the destination now. */
        record Away(String why) implements Put {}
    }

    /** By which it is told whether what lies there is still true. */
    String digest(BackupMetadata metadata);

    /** Writes it beside the copy, in place of an earlier one. */
    Put put(CopyLocation copy, BackupMetadata metadata, Instant writtenAt);
}
