package io.holdfast.settings.schedule;

import java.time.Duration;

/** How long after its slot a backup must be completed. */
public final class BackupDeadline {

    /** What to write instead. */
    public static final String HINT = "Write at least 1m; 6h is the default.";

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private BackupDeadline() {}

    /**
     * The same deadline.
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
