package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.retention.metadata.BackupMetadata;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An artifact at a destination whose manifest matches the object beside it.
 *
 * @param facts from the file beside it; absent if there is no trusted file
 * @param factsWrittenAt if two files differ, the later one is more complete
 */
public record ArtifactAtDestination(
        BackupId backup,
        BackupKind kind,
        Instant startedAt,
        Instant finishedAt,
        @Nullable String label,
        BackupCopyRecord copy,
        @Nullable BackupMetadata facts,
        @Nullable Instant factsWrittenAt) {

    /** The same artifact without its facts. */
    public ArtifactAtDestination withoutFacts() {
        return new ArtifactAtDestination(backup, kind, startedAt, finishedAt, label, copy, null, null);
    }
}
