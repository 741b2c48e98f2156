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
public record RunHistory(
        @Nullable RequestRef request,
        @Nullable String label,
        @Nullable Instant slot,
        @Nullable String artifact,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String failure) {

    static final RunHistory UNKNOWN = new RunHistory(null, null, null, null, null, null, null);

    RunHistory asked(@Nullable RequestRef by, @Nullable String words, @Nullable Instant planned) {
        return new RunHistory(by, words, planned, artifact, startedAt, completedAt, failure);
    }

    RunHistory started(String reserved, Instant at) {
        return new RunHistory(request, label, slot, reserved, at, completedAt, null);
    }

    RunHistory completed(String sealed, Instant began, Instant at) {
        return new RunHistory(request, label, slot, sealed, began, at, null);
    }

    RunHistory failed(String because) {
        return new RunHistory(request, label, slot, artifact, startedAt, completedAt, because);
    }
}
