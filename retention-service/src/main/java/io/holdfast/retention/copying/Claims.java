package io.holdfast.retention.copying;

import io.holdfast.events.BackupId;
import io.holdfast.retention.expiring.Backup;
import io.holdfast.retention.expiring.Books;
import io.holdfast.retention.expiring.Transactions;
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
final class Claims {

    private final Books books;
    private final Attempts attempts;
    private final Transactions transactions;
    private final WantedCopies wanted;
    private final Duration lease;

    Claims(Books books, Attempts attempts, Transactions transactions, WantedCopies wanted, Duration lease) {
        this.books = books;
        this.attempts = attempts;
        this.transactions = transactions;
        this.wanted = wanted;
        this.lease = lease;
    }

    /** Backups that are not tried again yet at a destination. */
    Set<BackupId> resting(String destination, Instant now) {
        return transactions.inOne(attempts::all).stream()
                .filter(attempt -> attempt.destination().equals(destination) && attempt.isResting(now))
                .map(Attempt::backup)
                .collect(Collectors.toSet());
    }

    /** Empty where it is not missing any more, not to be copied now, or somebody copies to its destination. */
    Optional<Journey> claim(MissingCopy stale, Instant now) {
        return transactions.inOne(() -> books.page(stale.backup()).flatMap(page -> claim(page, stale, now)));
    }

    private Optional<Journey> claim(Backup page, MissingCopy stale, Instant now) {
        Optional<MissingCopy> missing = wanted.missing(page, now).stream()
                .filter(one -> one.destination().equals(stale.destination()))
                .findFirst();
        Attempt known = attempts.of(stale.backup(), stale.destination())
                .orElseGet(() -> Attempt.none(stale.backup(), stale.destination()));
        if (missing.isEmpty() || known.isResting(now) || attempts.isBusy(stale.destination(), now)) {
            return Optional.empty();
        }
        Attempt begun = known.begun(now.plus(lease));
        attempts.save(begun);
        books.save(page.withPin(begun.pin(now.plus(lease))));
        String from = missing.get().sources().getFirst().destination();
        return Optional.of(new Journey(missing.get(), begun.number(), now, from, 0));
    }

    /** Says that it goes on; false where somebody else has taken over. */
    boolean renew(Journey journey, Instant now) {
        return transactions.inOne(() -> stillOurs(journey)
                .map(ours -> {
                    Attempt renewed = ours.attempt().renewed(now.plus(lease));
                    attempts.save(renewed);
                    books.save(ours.page().withPin(renewed.pin(now.plus(lease))));
                    return true;
                })
                .orElse(false));
    }

    /** Gives it back, so that the next one need not wait for the lease to end. */
    boolean release(Journey journey) {
        return transactions.inOne(() -> stillOurs(journey)
                .map(ours -> {
                    attempts.save(ours.attempt().released());
                    books.save(ours.unpinned());
                    return true;
                })
                .orElse(false));
    }

    /** A claim that is still the newest, with the backup's page, which is locked. */
    record Ours(Backup page, Attempt attempt) {

        Backup unpinned() {
            return page.withoutPin(attempt.pinId());
        }
    }

    /** Within a transaction; empty where somebody else has taken over, or nothing is stored any more. */
    Optional<Ours> stillOurs(Journey journey) {
        MissingCopy missing = journey.missing();
        return books.page(missing.backup())
                .filter(Backup::isStored)
                .flatMap(page -> attempts.of(missing.backup(), missing.destination())
                        .filter(attempt -> attempt.number() == journey.number())
                        .map(attempt -> new Ours(page, attempt)));
    }
}
