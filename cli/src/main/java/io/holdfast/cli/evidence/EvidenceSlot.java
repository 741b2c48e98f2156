package io.holdfast.cli.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A planned instant and what became of it.
 *
 * @param state {@code met}, {@code late}, {@code missed}, {@code failed}, {@code open}; from the scheduler's ledger also
 *     {@code passed_over} and {@code withdrawn}
 * @param backup that settled it, or was to
 */
public record EvidenceSlot(
        String database,
        String kind,
        Instant slot,
        String state,
        @Nullable String backup,
        @Nullable String note) {

    /** Whether the backup came, also where it came late. */
    public boolean isMet() {
        return state.equals("met") || state.equals("late");
    }

    /** Whether it counts at all: what was withdrawn from the schedule was not promised. */
    public boolean isPlanned() {
        return !state.equals("withdrawn");
    }
}
