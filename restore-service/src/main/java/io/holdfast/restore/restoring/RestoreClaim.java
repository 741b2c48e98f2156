package io.holdfast.restore.restoring;

import java.util.Optional;
import java.util.UUID;

/**
 * A restore that a worker has leased.
 *
 * @param attempt from 1; only the newest can record a result
 * @param given why it is being taken back, where it had been decided that it failed before its worker died
 */
public record RestoreClaim(RestorePlan plan, RestorableBackup backup, int attempt, UUID worker, Optional<Given> given) {

    /** A failure that was decided, and is announced when all is as it was. */
    public record Given(String reason, String message) {}

    public UUID restore() {
        return plan.id();
    }
}
