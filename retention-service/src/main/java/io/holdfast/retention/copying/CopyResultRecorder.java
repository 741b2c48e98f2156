package io.holdfast.retention.copying;

import io.holdfast.events.BackupCopyEvent.BackupCopied;
import io.holdfast.events.BackupCopyEvent.CopyFailed;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.FailureReason;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.retention.copying.ArtifactCopier.TransferResult;
import io.holdfast.retention.copying.CopyTaskClaimer.Ours;
import io.holdfast.retention.copying.MakeMissingCopies.Result;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.EventPublisher;
import io.holdfast.retention.expiring.TransactionRunner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Stores the result of an attempt and publishes it. Only the newest attempt can record a result. */
final class CopyResultRecorder {

    /** The longest delay before a backup that could not be copied is tried again. */
    static final Duration LONGEST = Duration.ofHours(6);

    private final CopyTaskClaimer claims;
    private final BackupRepository repository;
    private final CopyTaskRepository attempts;
    private final EventPublisher log;
    private final TransactionRunner transactions;
    private final Clock clock;
    private final Duration firstPause;

    CopyResultRecorder(
            CopyTaskClaimer claims,
            BackupRepository repository,
            CopyTaskRepository attempts,
            EventPublisher log,
            TransactionRunner transactions,
            Clock clock,
            Duration firstPause) {
        this.claims = claims;
        this.repository = repository;
        this.attempts = attempts;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
        this.firstPause = firstPause;
    }

    Result made(CopyAttempt copyAttempt, TransferResult.Completed completed) {
        return transactions.inOne(() -> claims.stillOurs(copyAttempt)
                .map(ours -> made(ours, copyAttempt.missing(), completed))
                .orElseGet(() -> new Result.LeftOff(copyAttempt.missing())));
    }

    private Result made(Ours ours, MissingCopy missing, TransferResult.Completed completed) {
        attempts.forget(missing.backup(), missing.destination());
        repository.save(ours.unpinned().copied(completed.copy()));
        publish("copied", missing, new BackupCopied(missing.backup(), missing.database(), completed.copy()));
        return new Result.Made(missing, completed.copy(), completed.wasThere());
    }

    Result failed(CopyAttempt copyAttempt, FailureReason failure, String why) {
        return failedUntil(copyAttempt, failure, why, null);
    }

    /** @param retryAt when the destination is tried again */
    Result failed(CopyAttempt copyAttempt, FailureReason failure, String why, Instant retryAt) {
        return failedUntil(copyAttempt, failure, why, retryAt);
    }

    private Result failedUntil(CopyAttempt copyAttempt, FailureReason failure, String why, @Nullable Instant retryAt) {
        return transactions.inOne(() -> claims.stillOurs(copyAttempt)
                .map(ours -> failed(
                        ours,
                        copyAttempt.missing(),
                        failure,
                        why,
                        retryAt == null ? afterPause(ours.attempt()) : retryAt))
                .orElseGet(() -> new Result.LeftOff(copyAttempt.missing())));
    }

    private Instant afterPause(CopyTask attempt) {
        return clock.instant().plus(CopyBackoff.after(attempt.failures(), firstPause, LONGEST));
    }

    /**
     * Publishes a failure only if it differs from the last one. A bucket that is unreachable for a day causes one
     * event, not one per attempt.
     */
    private Result failed(Ours ours, MissingCopy missing, FailureReason failure, String why, Instant retryAt) {
        boolean isNews = !ours.attempt().hasFailedSo(failure, why);
        attempts.save(ours.attempt().failed(failure, why, retryAt));
        repository.save(ours.unpinned());
        if (isNews) {
            publish(
                    "copy-failed",
                    missing,
                    new CopyFailed(missing.backup(), missing.database(), missing.destination(), failure, why, retryAt));
        }
        return new Result.Failed(missing, failure, why, retryAt, isNews);
    }

    /** The id contains the time, because a copy that was lost and made again is a new fact. */
    private void publish(String what, MissingCopy missing, BackupEvent event) {
        log.publish(
                NameBasedUuid.of(
                        what,
                        missing.backup().toString(),
                        missing.destination(),
                        clock.instant().toString()),
                event);
    }
}
