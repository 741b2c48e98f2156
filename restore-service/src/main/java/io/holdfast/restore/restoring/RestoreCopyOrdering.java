package io.holdfast.restore.restoring;

import io.holdfast.events.BackupCopyRecord;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The order in which copies are tried: the requested one, then the nearest. Archived copies are last. Condemned copies are
 * excluded.
 */
public final class RestoreCopyOrdering {

    private RestoreCopyOrdering() {}

    /** @param distance distance of a destination; the local one is the nearest */
    public static List<RestorableCopy> of(
            List<RestorableCopy> copies, @Nullable String from, ToIntFunction<BackupCopyRecord> distance) {
        return copies.stream()
                .filter(copy -> !copy.condemned())
                .sorted(Comparator.comparing((RestorableCopy copy) ->
                                !copy.copy().destination().equals(from))
                        .thenComparing(RestorableCopy::isArchived)
                        .thenComparing(copy -> distance.applyAsInt(copy.copy()))
                        .thenComparing(copy -> copy.copy().destination()))
                .toList();
    }
}
