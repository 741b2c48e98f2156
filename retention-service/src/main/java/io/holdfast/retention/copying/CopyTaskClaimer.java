package io.holdfast.retention.copying;

import io.holdfast.events.BackupId;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.TransactionRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Claims copies for this worker. A claim is taken under the lock of the backup's record, as the start of a deletion is.
 * While copies of a backup are being deleted, nothing of it is copied. While it is copied, a pin in its record protects
 * all its copies.
 *
 * <p>The pin is stored in the record only and not published, because only this service deletes backups.
 */
final class CopyTaskClaimer {

    private final BackupRepository repository;
    private final CopyTaskRepository attempts;
    private final TransactionRunner transactions;
    private final FindMissingCopies wanted;
    private final Duration lease;

    CopyTaskClaimer(
            BackupRepository repository,
            CopyTaskRepository attempts,
            TransactionRunner transactions,
            FindMissingCopies wanted,
            Duration lease) {
        this.repository = repository;
        this.attempts = attempts;
        this.transactions = transactions;
        this.wanted = wanted;
        this.lease = lease;
    }

    /** Backups in back-off at a destination. */
    Set<BackupId> backingOff(String destination, Instant now) {
        return transactions.inOne(attempts::all).stream()
                .filter(attempt -> attempt.destination().equals(destination) && attempt.isBackingOff(now))
                .map(CopyTask::backup)
                .collect(Collectors.toSet());
    }

    /**
     * Claims a copy. Empty if the copy is no longer missing, is not to be made now, or another worker copies to the
     * same destination.
     */
    Optional<CopyAttempt> claim(MissingCopy stale, Instant now) {
        return transactions.inOne(() -> repository.find(stale.backup()).flatMap(record -> claim(record, stale, now)));
    }

    private Optional<CopyAttempt> claim(BackupRecord record, MissingCopy stale, Instant now) {
        Optional<MissingCopy> missing = wanted.missing(record, now).stream()
                .filter(one -> one.destination().equals(stale.destination()))
                .findFirst();
        CopyTask known = attempts.of(stale.backup(), stale.destination())
                .orElseGet(() -> CopyTask.none(stale.backup(), stale.destination()));
        if (missing.isEmpty() || known.isBackingOff(now) || attempts.isBusy(stale.destination(), now)) {
            return Optional.empty();
        }
        CopyTask begun = known.begun(now.plus(lease));
        attempts.save(begun);
        repository.save(record.withPin(begun.pin(now.plus(lease))));
        String from = missing.get().sources().getFirst().destination();
        return Optional.of(new CopyAttempt(missing.get(), begun.number(), now, from, 0));
    }

    /** Renews the claim. Returns false if another worker has taken over. */
    boolean renew(CopyAttempt copyAttempt, Instant now) {
        return transactions.inOne(() -> stillOurs(copyAttempt)
                .map(ours -> {
                    CopyTask renewed = ours.attempt().renewed(now.plus(lease));
                    attempts.save(renewed);
                    repository.save(ours.record().withPin(renewed.pin(now.plus(lease))));
                    return true;
                })
                .orElse(false));
    }

    /** Releases the claim, so that the next attempt need not wait for the lease to end. */
    boolean release(CopyAttempt copyAttempt) {
        return transactions.inOne(() -> stillOurs(copyAttempt)
                .map(ours -> {
                    attempts.save(ours.attempt().released());
                    repository.save(ours.unpinned());
                    return true;
                })
                .orElse(false));
    }

    /** A claim that is still the newest, with the backup's locked record. */
    record Ours(BackupRecord record, CopyTask attempt) {

        BackupRecord unpinned() {
            return record.withoutPin(attempt.pinId());
        }
    }

    /** Call it in a transaction. Empty if another worker has taken over or nothing of the backup is stored any more. */
    Optional<Ours> stillOurs(CopyAttempt copyAttempt) {
        MissingCopy missing = copyAttempt.missing();
        return repository
                .find(missing.backup())
                .filter(BackupRecord::isStored)
                .flatMap(record -> attempts.of(missing.backup(), missing.destination())
                        .filter(attempt -> attempt.number() == copyAttempt.number())
                        .map(attempt -> new Ours(record, attempt)));
    }
}
