package io.holdfast.verify.drilling;

import java.time.Instant;
import java.util.Optional;

/**
 * A drill that has ended.
 *
 * @param traits of the backup that was drilled, as far as they were known
 */
public record CompletedDrill(Instant at, Result result, Optional<String> traits) {

    /** In which way it ended. */
    public enum Result {
        COMPLETED,
        FAILED,
        IMPOSSIBLE,
        /** Impossible as well, because workers died during it. */
        SET_ASIDE
    }
}
