package io.holdfast.restore.restoring;

import io.holdfast.events.SealedCopy;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** In which order copies are tried: the wished one, then by nearness; what lies in an archive last; condemned ones never. */
public final class CopyOrder {

    private CopyOrder() {}

    /** @param distance how far away a destination is; the local one is the nearest */
    public static List<RestorableCopy> of(
            List<RestorableCopy> copies, @Nullable String from, ToIntFunction<SealedCopy> distance) {
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
