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
 * Who copies what. A claim is taken under the lock of the backup's page, as a deletion is begun: while copies of a backup are
 * to be deleted nothing is copied of it, and while it is copied its page bears a pin, which keeps all its copies.
 *
 * <p>The pin stands on the page alone and not on the log, because nobody else deletes.
 */
final class CopyClaims {

    private final BackupRepository repository;
    private final CopyTaskRepository attempts;
    private final TransactionRunner transactions;
    private final FindMissingCopies wanted;
    private final Duration lease;

    CopyClaims(
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

    /** Backups that are not tried again yet at a destination. */
    Set<BackupId> backingOff(String destination, Instant now) {
        return transactions.inOne(attempts::all).stream()
                .filter(attempt -> attempt.destination().equals(destination) && attempt.isBackingOff(now))
                .map(CopyTask::backup)
                .collect(Collectors.toSet());
    }

    /** Empty where it is not missing any more, not to be copied now, or somebody copies to its destination. */
    Optional<CopyAttempt> claim(MissingCopy stale, Instant now) {
        return transactions.inOne(() -> repository.find(stale.backup()).flatMap(page -> claim(page, stale, now)));
    }

    private Optional<CopyAttempt> claim(BackupRecord page, MissingCopy stale, Instant now) {
        Optional<MissingCopy> missing = wanted.missing(page, now).stream()
                .filter(one -> one.destination().equals(stale.destination()))
                .findFirst();
        CopyTask known = attempts.of(stale.backup(), stale.destination())
                .orElseGet(() -> CopyTask.none(stale.backup(), stale.destination()));
        if (missing.isEmpty() || known.isBackingOff(now) || attempts.isBusy(stale.destination(), now)) {
            return Optional.empty();
        }
        CopyTask begun = known.begun(now.plus(lease));
        attempts.save(begun);
        repository.save(page.withPin(begun.pin(now.plus(lease))));
        String from = missing.get().sources().getFirst().destination();
        return Optional.of(new CopyAttempt(missing.get(), begun.number(), now, from, 0));
    }

    /** Says that it goes on; false where somebody else has taken over. */
    boolean renew(CopyAttempt copyAttempt, Instant now) {
        return transactions.inOne(() -> stillOurs(copyAttempt)
                .map(ours -> {
                    CopyTask renewed = ours.attempt().renewed(now.plus(lease));
                    attempts.save(renewed);
                    repository.save(ours.page().withPin(renewed.pin(now.plus(lease))));
                    return true;
                })
                .orElse(false));
    }

    /** Gives it back, so that the next one need not wait for the lease to end. */
    boolean release(CopyAttempt copyAttempt) {
        return transactions.inOne(() -> stillOurs(copyAttempt)
                .map(ours -> {
                    attempts.save(ours.attempt().released());
                    repository.save(ours.unpinned());
                    return true;
                })
                .orElse(false));
    }

    /** A claim that is still the newest, with the backup's page, which is locked. */
    record Ours(BackupRecord page, CopyTask attempt) {

        BackupRecord unpinned() {
            return page.withoutPin(attempt.pinId());
        }
    }

    /** Within a transaction; empty where somebody else has taken over, or nothing is stored any more. */
    Optional<Ours> stillOurs(CopyAttempt copyAttempt) {
        MissingCopy missing = copyAttempt.missing();
        return repository
                .find(missing.backup())
                .filter(BackupRecord::isStored)
                .flatMap(page -> attempts.of(missing.backup(), missing.destination())
                        .filter(attempt -> attempt.number() == copyAttempt.number())
                        .map(attempt -> new Ours(page, attempt)));
    }
}
