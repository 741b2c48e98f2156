package io.holdfast.retention.remembering;

import io.holdfast.events.CopyRef;
import io.holdfast.retention.expiring.Backup;
import io.holdfast.retention.expiring.Books;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.Transactions;
import io.holdfast.retention.remembering.Remembered.Due;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what was heard of a backup beside each of its good copies: lazily, and again until it lies there. Nothing waits for
 * it. Of a backup that is about to be deleted nothing is written, so that no file comes to lie beside nothing.
 */
public final class RememberFacts {

    private static final int AT_ONCE = 100;

    private final Books books;
    private final Remembered remembered;
    private final Transactions transactions;
    private final Sidecars sidecars;
    private final Clock clock;
    private final Duration pause;

    /** @param pause before what could not be written is tried again */
    public RememberFacts(
            Books books,
            Remembered remembered,
            Transactions transactions,
            Sidecars sidecars,
            Clock clock,
            Duration pause) {
        this.books = books;
        this.remembered = remembered;
        this.transactions = transactions;
        this.sidecars = sidecars;
        this.clock = clock;
        this.pause = pause;
    }

    /** Returns how many files were written. A destination that is away is asked once. */
    public int run() {
        Instant now = clock.instant();
        Set<String> away = new HashSet<>();
        return transactions.inOne(() -> remembered.due(now, AT_ONCE)).stream()
                .mapToInt(due -> write(due, away))
                .sum();
    }

    private int write(Due due, Set<String> away) {
        Optional<Backup> page = transactions.inOne(() -> books.look(List.of(due.backup()))).stream()
                .findFirst();
        if (page.map(Backup::isExpiring).orElse(false)) {
            settle(due, false);
            return 0;
        }
        int written = 0;
        boolean isComplete = true;
        if (page.isPresent() && page.get().isStored()) {
            Facts facts = Facts.of(page.get());
            String digest = sidecars.digest(facts);
            for (StoredCopy copy : page.get().copies()) {
                if (copy.isGood() && !isWritten(due, copy.copy().ref(), digest)) {
                    boolean isPut = put(due, copy.copy().ref(), facts, digest, away);
                    written += isPut ? 1 : 0;
                    isComplete &= isPut;
                }
            }
        }
        settle(due, isComplete);
        return written;
    }

    private boolean isWritten(Due due, CopyRef copy, String digest) {
        return transactions.inOne(() -> remembered.isWritten(due.backup(), copy, digest));
    }

    private boolean put(Due due, CopyRef copy, Facts facts, String digest, Set<String> away) {
        if (away.contains(copy.destination())) {
            return false;
        }
        return switch (sidecars.put(copy, facts, clock.instant())) {
            case Sidecars.Put.Done done ->
                transactions.inOne(() -> {
                    remembered.written(due.backup(), copy, digest);
                    return true;
                });
            case Sidecars.Put.Away gone -> {
                away.add(copy.destination());
                yield false;
            }
        };
    }

    private void settle(Due due, boolean isComplete) {
        transactions.inOne(() -> {
            if (isComplete) {
                remembered.done(due);
            } else {
                remembered.later(due, clock.instant().plus(pause));
            }
            return isComplete;
        });
    }
}
