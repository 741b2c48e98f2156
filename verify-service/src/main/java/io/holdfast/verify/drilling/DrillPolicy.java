package io.holdfast.verify.drilling;

import java.time.Duration;

/**
 * How often the backups of a database are restored on the scratch server, and which ones.
 *
 * @param enabled whether drills run for this database
 * @param every time between a good drill and the next one
 * @param atLeast time after a good drill at which a missing drill gets the highest severity (runbook: 90 days)
 * @param window maximum age of a backup for {@link Choice#RANDOM}
 * @param againAfter time after which a failed or impossible drill is repeated
 */
public record DrillPolicy(
        boolean enabled, Duration every, Duration atLeast, Choice choice, Duration window, Duration againAfter) {

    /** Which of the verified backups is restored. */
    public enum Choice {
        /** The backup that a restore would use. */
        LATEST,
        /** Any backup in the window, because old backups must be restorable too. */
        RANDOM
    }

    /** The minimum time between two drills. A higher risk brings a drill forward, but migrations may happen daily. */
    Duration soonest() {
        return every.dividedBy(4);
    }
}
