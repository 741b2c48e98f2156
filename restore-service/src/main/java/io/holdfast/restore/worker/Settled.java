package io.holdfast.restore.worker;

import io.holdfast.restore.restoring.Claim;
import io.holdfast.restore.restoring.Ending;
import java.util.Optional;

/** Whether to begin, when all is as it was before. */
final class Settled {

    private Settled() {}

    /** How it ends without being begun again; empty where it may be. */
    static Optional<Ending> ending(Claim claim, int attempts) {
        if (claim.given().isPresent()) {
            return Optional.of(Ending.Failed.of(
                    claim.given().get().reason(), claim.given().get().message()));
        }
        return claim.attempt() > attempts
                ? Optional.of(Ending.Failed.of(
                        "interrupted",
                        "The restore was interrupted " + attempts
                                + " times, and is given up. See this service's log for what ended it."))
                : Optional.empty();
    }
}
