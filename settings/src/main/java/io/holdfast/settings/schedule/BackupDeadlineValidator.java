package io.holdfast.settings.schedule;

import java.time.Duration;

/** Validates the maximum time between a slot and the completion of its backup. */
public final class BackupDeadlineValidator {

    /** The hint for an invalid value. */
    public static final String HINT = "Set at least 1m. The default is 6h.";

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private BackupDeadlineValidator() {}

    /**
     * Returns the deadline.
     *
     * @throws IllegalArgumentException if it is shorter than a minute
     */
    public static Duration required(Duration deadline) {
        if (deadline.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("a deadline of " + deadline + " is too short");
        }
        return deadline;
    }
}
