package io.holdfast.retention.expiring;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the log last said of a backup.
 *
 * <p>An enum and not a type with legal moves: these are other services' states, heard in whatever order the log has
 * them, and the books write down what was said instead of judging it.
 */
public enum BackupState {
    /** Waits for its first run, or for another attempt. */
    ACCEPTED,
    RUNNING,
    /** Sealed, not verified yet; also after a verification that could not look. */
    COMPLETED,
    VERIFIED,
    /** Its bytes are readable, its size or shape is not what history lets one expect; nobody has looked yet. */
    SUSPECTED,
    CONDEMNED,
    FAILED,
    CANCELLED,
    REJECTED,
    MISSED,
    /** The last copy is deleted. */
    EXPIRED;

    /** The word used over HTTP, such as {@code verified}. */
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
