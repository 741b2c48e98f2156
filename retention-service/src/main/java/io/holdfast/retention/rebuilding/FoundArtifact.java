package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.SealedCopy;
import io.holdfast.retention.metadata.BackupMetadata;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An artifact as it lies at a destination, by its manifest, which fits the object that it lies beside.
 *
 * @param facts from the file beside it; absent where there is none that can be believed
 * @param factsWrittenAt of two files that differ the later one knew more
 */
public record FoundArtifact(
        BackupId backup,
        BackupKind kind,
        Instant startedAt,
        Instant finishedAt,
        @Nullable String label,
        SealedCopy copy,
        @Nullable BackupMetadata facts,
        @Nullable Instant factsWrittenAt) {

    /** The same, of whose later life nothing is believed. */
    public FoundArtifact withoutFacts() {
        return new FoundArtifact(backup, kind, startedAt, finishedAt, label, copy, null, null);
    }
}
