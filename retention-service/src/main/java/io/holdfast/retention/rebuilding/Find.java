package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.Kind;
import io.holdfast.retention.remembering.Facts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An artifact as it lies at a destination, by its manifest, which fits the object that it lies beside.
 *
 * @param facts from the file beside it; absent where there is none that can be believed
 * @param factsWrittenAt of two files that differ the later one knew more
 */
public record Find(
        BackupId backup,
        Kind kind,
        Instant startedAt,
        Instant finishedAt,
        @Nullable String label,
        Copy copy,
        @Nullable Facts facts,
        @Nullable Instant factsWrittenAt) {

    /** The same, of whose later life nothing is believed. */
    public Find withoutFacts() {
        return new Find(backup, kind, startedAt, finishedAt, label, copy, null, null);
    }
}
