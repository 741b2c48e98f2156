package io.holdfast.cli.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A slot of the schedule, and its state.
 *
 * @param state {@code met}, {@code late}, {@code missed}, {@code failed} or {@code open}; slots of scheduler-service also
 *     {@code passed_over} and {@code withdrawn}
 * @param backup id of its backup; absent if there is none
 */
public record EvidenceScheduledSlot(
        String database,
        String kind,
        Instant slot,
        String state,
        @Nullable String backup,
        @Nullable String note) {

    /** Whether the backup was completed, also if it was late. */
    public boolean isMet() {
        return state.equals("met") || state.equals("late");
    }

    /** Whether the slot counts. A slot that was withdrawn from the schedule does not. */
    public boolean isPlanned() {
        return !state.equals("withdrawn");
    }
}
