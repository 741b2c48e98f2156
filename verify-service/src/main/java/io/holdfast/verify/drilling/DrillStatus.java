package io.holdfast.verify.drilling;

import io.holdfast.events.DatabaseId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one database stands with its drills.
 *
 * @param since when its first backup was verified, or as far back as is known
 * @param backups those that may be drilled, newest first
 * @param lastGood the newest drill that completed
 * @param lastProof the newest drill that completed or failed
 * @param lastTry the newest drill, however it ended
 * @param suspectedAt when a backup of it was last suspected or condemned
 * @param isBusy whether a drill of it waits or runs
 */
public record DrillStatus(
        DatabaseId database,
        DrillPolicy policy,
        Instant since,
        List<DrillableBackup> backups,
        Optional<CompletedDrill> lastGood,
        Optional<CompletedDrill> lastProof,
        Optional<CompletedDrill> lastTry,
        Optional<Instant> suspectedAt,
        boolean isBusy) {

    public DrillStatus {
        backups = List.copyOf(backups);
    }

    /** Whether the last word of a drill is that it failed. */
    public boolean isFailing() {
        return lastProof
                .filter(last -> last.result() == CompletedDrill.Result.FAILED)
                .isPresent();
    }

    /** Whether the last drill ended because workers died during it. */
    public boolean isSetAside() {
        return lastTry.filter(last -> last.result() == CompletedDrill.Result.SET_ASIDE)
                .isPresent();
    }

    /** From which a missing drill is counted. */
    Instant counted() {
        return lastGood.map(CompletedDrill::at).orElse(since);
    }

    /** The instant after which there is too long no good drill. */
    public Instant limit() {
        return counted().plus(policy.atLeast());
    }

    /** Whether there has been too long no good drill. */
    public boolean isOverdue(Instant now) {
        return policy.enabled() && now.isAfter(limit());
    }
}
