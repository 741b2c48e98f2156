package io.holdfast.retention.expiring;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The last published state of a backup.
 *
 * <p>This is an enum and not a type with legal transitions. Other services own these states, their events arrive in the
 * order of the event log, and the records accept each of them.
 */
public enum BackupState {
    /** Waits for its first run or for a retry. */
    ACCEPTED,
    RUNNING,
    /** Sealed and not verified yet, also after an inconclusive verification. */
    COMPLETED,
    VERIFIED,
    /** Readable, but its size or structure differs from what the history suggests. No operator has accepted it yet. */
    SUSPECTED,
    CONDEMNED,
    FAILED,
    CANCELLED,
    REJECTED,
    MISSED,
    /** The last copy is deleted. */
    EXPIRED;

    /** The value used over HTTP, such as {@code verified}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<BackupState> parse(String word) {
        return Stream.of(values()).filter(state -> state.word().equals(word)).findFirst();
    }

    /** Whether a run may still write bytes. */
    public boolean isInProgress() {
        return this == ACCEPTED || this == RUNNING;
    }
}
