package io.holdfast.verify.drilling;

import io.holdfast.events.DatabaseId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The drill status of one database.
 *
 * @param since when its first backup was verified, or the earliest known time
 * @param backups backups that may be drilled, newest first
 * @param lastGood newest drill that completed
 * @param lastProof newest drill that completed or failed
 * @param lastTry newest drill, whatever its outcome
 * @param suspectedAt when a backup of it was last suspected or condemned
 * @param isBusy whether a drill of it is waiting or running
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

    /** Whether the newest conclusive drill failed. */
    public boolean isFailing() {
        return lastProof
                .filter(last -> last.result() == CompletedDrill.Result.FAILED)
                .isPresent();
    }

    /** Whether the last drill was set aside because workers died during it. */
    public boolean isSetAside() {
        return lastTry.filter(last -> last.result() == CompletedDrill.Result.SET_ASIDE)
                .isPresent();
    }

    /** The start of the interval after which a drill is overdue. */
    Instant counted() {
        return lastGood.map(CompletedDrill::at).orElse(since);
    }

    /** The time at which a missing good drill becomes overdue. */
    public Instant limit() {
        return counted().plus(policy.atLeast());
    }

    /** Whether a good drill is overdue. */
    public boolean isOverdue(Instant now) {
        return policy.enabled() && now.isAfter(limit());
    }
}
