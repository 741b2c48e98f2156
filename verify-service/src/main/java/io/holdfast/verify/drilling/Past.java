package io.holdfast.verify.drilling;

import java.time.Instant;
import java.util.Optional;

/**
 * A drill that has ended.
 *
 * @param traits of the backup that was drilled, as far as they were known
 */
public record Past(Instant at, Result result, Optional<String> traits) {

    /** In which of the three ways a drill ends. */
    public enum Result {
        COMPLETED,
        FAILED,
        IMPOSSIBLE
    }
}
