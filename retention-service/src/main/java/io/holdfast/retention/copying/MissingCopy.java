package io.holdfast.retention.copying;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.SealedCopy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy that a destination should have and has not.
 *
 * @param sources good copies, the nearest first; at least one
 * @param bad the copy that lies there and was found bad, if that is what is wrong
 */
public record MissingCopy(
        BackupId backup,
        DatabaseId database,
        BackupKind kind,
        Instant takenAt,
        String destination,
        List<SealedCopy> sources,
        @Nullable SealedCopy bad) {

    /** The newest first: should the host be lost meanwhile, the best is safe. */
    static final Comparator<MissingCopy> NEWEST_FIRST = Comparator.comparing(MissingCopy::takenAt)
            .reversed()
            .thenComparing(missing -> missing.backup().value());

    public MissingCopy {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("nothing can be copied from nowhere");
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
