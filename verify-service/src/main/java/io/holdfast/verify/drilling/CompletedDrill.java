package io.holdfast.verify.drilling;

import java.time.Instant;
import java.util.Optional;

/**
 * A drill that has ended.
 *
 * @param traits traits of the backup that was drilled, as far as they were known
 */
public record CompletedDrill(Instant at, Result result, Optional<String> traits) {

    /** How the drill ended. */
    public enum Result {
        COMPLETED,
        FAILED,
        IMPOSSIBLE,
        /** Impossible, because workers died during the drill. */
        SET_ASIDE
    }
}
