package io.holdfast.retention.copying;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy that a destination should have but does not have.
 *
 * @param sources good copies, nearest first; at least one
 * @param bad the bad copy at that location, if there is one
 */
public record MissingCopy(
        BackupId backup,
        DatabaseId database,
        BackupKind kind,
        Instant takenAt,
        String destination,
        List<BackupCopyRecord> sources,
        @Nullable BackupCopyRecord bad) {

    /** Newest first, so that the most valuable backups are safe if the host is lost meanwhile. */
    static final Comparator<MissingCopy> NEWEST_FIRST = Comparator.comparing(MissingCopy::takenAt)
            .reversed()
            .thenComparing(missing -> missing.backup().value());

    public MissingCopy {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("a missing copy requires at least one source");
        }
        sources = List.copyOf(sources);
    }

    public long bytes() {
        return sources.getFirst().bytes();
    }

    public String artifact() {
        return sources.getFirst().key();
    }
}
