package io.holdfast.retention.expiring;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.KeepingEvent.BackupExpired;
import io.holdfast.events.KeepingEvent.BackupReinstated;
import io.holdfast.events.KeepingEvent.CopyExpired;
import io.holdfast.events.NameBasedId;
import io.holdfast.retention.expiring.Intent.Stage;
import io.holdfast.retention.expiring.StoredCopy.Condition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The only place where backups are deleted. Carries out, or withdraws, every intent that has been read back from the log,
 * oldest backup first.
 *
 * <p>The order, for a crash between any two steps:
 *
 * <ol>
 *   <li>everything that can speak against it is asked, the survivors' bytes last, because that takes longest;
 *   <li>the page is locked, asked again, and marked {@code DELETING}: from here on a hold is told that it is too late;
 *   <li>the storage deletes, the artifact first;
 *   <li>the page is marked and CopyExpired (and BackupExpired) announced, in one transaction.
 * </ol>
 *
 * <p>Killed before 3, the artifact is whole, and everything is asked again. Killed after it, the artifact is gone, and only
 * what is left to do is done. There is nothing between, because an artifact goes in one step.
 */
public final class ExpireBackups {

    /** What became of one intent. */
    public sealed interface Outcome {
        record Expired(Backup backup, long bytes) implements Outcome {}

        record Reinstated(Backup backup, String why) implements Outcome {}

        /** It is tried again. */
        record Waiting(Backup backup, String why) implements Outcome {}
    }

    private final Books books;
    private final Announcements log;
    private final Transactions transactions;
    private final Storage storage;
    private final LastWord lastWord;

    public ExpireBackups(
            Books books, Announcements log, Transactions transactions, Storage storage, LastWord lastWord) {
        this.books = books;
        this.log = log;
        this.transactions = transactions;
        this.storage = storage;
        this.lastWord = lastWord;
    }

    /** What has to wait for an older one: a destination that is away does not keep the others from being relieved. */
    private record Queue(DatabaseId database, String destination) {}

    /** Goes through all open intents once. At each destination of a database nothing newer goes while something older waits. */
    public List<Outcome> run() {
        Set<Queue> waiting = new HashSet<>();
        return transactions.inOne(books::expiring).stream()
                .flatMap(page -> page.intents().stream().map(intent -> settle(page, intent, waiting)))
                .toList();
    }

    private Outcome settle(Backup page, Intent intent, Set<Queue> waiting) {
        Queue queue = new Queue(page.database(), intent.copy().destination());
        Outcome outcome = waiting.contains(queue)
                ? new Outcome.Waiting(page, "an older one has to go first")
                : settle(page, intent);
        if (outcome instanceof Outcome.Waiting) {
            waiting.add(queue);
        }
        return outcome;
    }

    private Outcome settle(Backup page, Intent intent) {
        if (intent.stage() == Stage.ANNOUNCED) {
            return new Outcome.Waiting(page, "the announcement has not been read back yet");
        }
        return switch (storage.find(intent.copy().inAnyVersion())) {
            case Storage.Look.Unknown unknown -> new Outcome.Waiting(page, unknown.why());
            case Storage.Look.Absent absent when intent.stage() == Stage.DELETING -> delete(page, intent);
            case Storage.Look.Absent absent -> askAndDelete(page, intent);
            case Storage.Look.Bad bad -> askAndDelete(page, intent);
            case Storage.Look.Good good -> askAndDelete(page, intent);
        };
    }

    private Outcome askAndDelete(Backup page, Intent intent) {
        Optional<String> early = transactions.inOne(() -> lastWord.objection(page, intent));
        Optional<String> objection = early.or(() -> lastWord.storageObjection(page, intent))
                .or(() -> transactions.inOne(() -> begin(page, intent)));
        return objection.isPresent() ? reinstate(page, intent, objection.get()) : delete(page, intent);
    }

    private Optional<String> begin(Backup stale, Intent stalest) {
        Backup page = books.page(stale.id()).orElseThrow();
        Optional<Intent> intent = page.intent(stalest.id());
        if (intent.isEmpty()) {
            return Optional.of("it is no longer announced");
        }
        Optional<String> objection = lastWord.objection(page, intent.get());
        if (objection.isEmpty()) {
            books.save(page.withIntent(intent.get().deleting()));
        }
        return objection;
    }

    private Outcome delete(Backup page, Intent intent) {
        return switch (storage.delete(intent.copy())) {
            case Storage.Look.Absent absent -> transactions.inOne(() -> recordExpired(page, intent));
            case Storage.Look.Good good -> new Outcome.Waiting(page, "the storage says that it is still there");
            case Storage.Look.Bad bad -> new Outcome.Waiting(page, bad.how());
            case Storage.Look.Unknown unknown -> new Outcome.Waiting(page, unknown.why());
        };
    }

    private Outcome recordExpired(Backup stale, Intent intent) {
        Backup page = books.page(stale.id()).orElseThrow();
        Backup after = page.withCopy(intent.copy(), Condition.EXPIRED).withoutIntent(intent.id());
        log.say(
                NameBasedId.of("copy-expired", intent.id().toString()),
                new CopyExpired(page.id(), page.database(), intent.id(), intent.copy(), intent.reason()));
        if (!after.isStored()) {
            after = Keeping.expired(after);
            log.say(
                    NameBasedId.of("expired", intent.id().toString()),
                    new BackupExpired(page.id(), page.database(), intent.id(), intent.reason()));
        }
        books.save(after);
        return new Outcome.Expired(after, bytesOf(page, intent));
    }

    private static long bytesOf(Backup page, Intent intent) {
        return page.copies().stream()
                .filter(copy -> copy.is(intent.copy()))
                .mapToLong(copy -> copy.copy().bytes())
                .sum();
    }

    private Outcome reinstate(Backup stale, Intent intent, String why) {
        return transactions.inOne(() -> {
            Backup page = books.page(stale.id()).orElseThrow();
            if (page.intent(intent.id()).isPresent()) {
                log.say(
                        NameBasedId.of("reinstated", intent.id().toString()),
                        new BackupReinstated(page.id(), page.database(), intent.id(), why));
                books.save(page.withoutIntent(intent.id()));
            }
            return new Outcome.Reinstated(page, why);
        });
    }
}
