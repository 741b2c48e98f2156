package io.holdfast.restore.restoring;

import java.util.Optional;
import java.util.UUID;

/**
 * A restore that is leased to a worker.
 *
 * @param attempt number of the attempt, from 1; only the newest can record an outcome
 * @param given failure that was decided before an earlier worker died, and that is now being cleaned up
 */
public record RestoreClaim(RestorePlan plan, RestorableBackup backup, int attempt, UUID worker, Optional<Given> given) {

    /** A failure that was decided. It is published after the cleanup. */
    public record Given(String reason, String message) {}

    public UUID restore() {
        return plan.id();
    }
}
