package io.holdfast.restore.worker;

import io.holdfast.restore.restoring.RestoreClaim;
import io.holdfast.restore.restoring.RestoreOutcome;
import java.util.Optional;

/** Whether to begin, when all is as it was before. */
final class PreconditionCheck {

    private PreconditionCheck() {}

    /** How it ends without being begun again; empty where it may be. */
    static Optional<RestoreOutcome> outcome(RestoreClaim claim, int attempts) {
        if (claim.given().isPresent()) {
            return Optional.of(RestoreOutcome.Failed.of(
                    claim.given().get().reason(), claim.given().get().message()));
        }
        return claim.attempt() > attempts
                ? Optional.of(RestoreOutcome.Failed.of(
                        "interrupted",
                        "The restore was interrupted " + attempts
                                + " times, and is given up. See this service's log for what ended it."))
                : Optional.empty();
    }
}
