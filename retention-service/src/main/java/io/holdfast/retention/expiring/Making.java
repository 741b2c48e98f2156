package io.holdfast.retention.expiring;

import io.holdfast.events.RequestRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a backup came about, as far as it is known yet.
 *
 * @param slot the planned instant, where a schedule asked for it
 * @param artifact the file name that its newest run has reserved or sealed
 * @param failure why its newest run failed, in words
 */
public record Making(
        @Nullable RequestRef request,
        @Nullable String label,
        @Nullable Instant slot,
        @Nullable String artifact,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String failure) {

    static final Making UNKNOWN = new Making(null, null, null, null, null, null, null);

    Making asked(@Nullable RequestRef by, @Nullable String words, @Nullable Instant planned) {
        return new Making(by, words, planned, artifact, startedAt, completedAt, failure);
    }

    Making started(String reserved, Instant at) {
        return new Making(request, label, slot, reserved, at, completedAt, null);
    }

    Making completed(String sealed, Instant began, Instant at) {
        return new Making(request, label, slot, sealed, began, at, null);
    }

    Making failed(String because) {
        return new Making(request, label, slot, artifact, startedAt, completedAt, because);
    }
}
