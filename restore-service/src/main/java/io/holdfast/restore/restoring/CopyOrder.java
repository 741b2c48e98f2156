package io.holdfast.restore.restoring;

import io.holdfast.events.Copy;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** In which order copies are tried: the wished one, then by nearness; what lies in an archive last; condemned ones never. */
public final class CopyOrder {

    private CopyOrder() {}

    /** @param distance how far away a destination is; the local one is the nearest */
    public static List<StoredCopy> of(List<StoredCopy> copies, @Nullable String from, ToIntFunction<Copy> distance) {
        return copies.stream()
                .filter(copy -> !copy.condemned())
                .sorted(Comparator.comparing(
                                (StoredCopy copy) -> !copy.copy().destination().equals(from))
                        .thenComparing(StoredCopy::isArchived)
                        .thenComparing(copy -> distance.applyAsInt(copy.copy()))
                        .thenComparing(copy -> copy.copy().destination()))
                .toList();
    }
}
