package io.holdfast.verify.drilling;

import java.time.Duration;

/**
 * How often a database's backups are restored on the scratch server, and which.
 *
 * @param enabled whether at all
 * @param every how long after a good drill the next one is due
 * @param atLeast how long after a good drill the missing next one is a matter of the highest severity (runbook: 90 days)
 * @param window of {@link Choice#RANDOM}: how old a backup may be
 * @param againAfter how soon a drill is repeated that failed, or that was impossible here
 */
public record DrillPolicy(
        boolean enabled, Duration every, Duration atLeast, Choice choice, Duration window, Duration againAfter) {

    /** Which of the verified backups. */
    public enum Choice {
        /** The one that a restore would take. */
        LATEST,
        /** Any of the window's: an old one must come back as well. */
        RANDOM
    }

    /** A raised risk brings a drill forward, but not closer to the last one than this: migrations may come daily. */
    Duration soonest() {
        return every.dividedBy(4);
    }
}
