package io.holdfast.restore.worker;

import io.holdfast.restore.restoring.RestoreClaim;
import io.holdfast.restore.restoring.RestoreOutcome;
import java.util.Optional;

/** Decides whether an attempt may start after the cleanup. */
final class RestorePreconditionCheck {

    private RestorePreconditionCheck() {}

    /** The outcome if the attempt must not start; empty if it may. */
    static Optional<RestoreOutcome> outcome(RestoreClaim claim, int attempts) {
        if (claim.given().isPresent()) {
            return Optional.of(RestoreOutcome.Failed.of(
                    claim.given().get().reason(), claim.given().get().message()));
        }
        return claim.attempt() > attempts
                ? Optional.of(RestoreOutcome.Failed.of(
                        "interrupted",
                        "The restore was interrupted " + attempts
                                + " times and is not retried. hint: check the log of restore-service for the cause."))
                : Optional.empty();
    }
}
