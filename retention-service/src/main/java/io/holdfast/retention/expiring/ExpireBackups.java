package io.holdfast.retention.expiring;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.RetentionEvent.BackupExpired;
import io.holdfast.events.RetentionEvent.BackupReinstated;
import io.holdfast.events.RetentionEvent.CopyExpired;
import io.holdfast.retention.expiring.DeletionIntent.Stage;
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
    public sealed interface Result {
        record Expired(BackupRecord backup, long bytes) implements Result {}

        record Reinstated(BackupRecord backup, String why) implements Result {}

        /** It is tried again. */
        record Waiting(BackupRecord backup, String why) implements Result {}
    }

    private final BackupRepository repository;
    private final EventPublisher log;
    private final TransactionRunner transactions;
    private final CopyStorage storage;
    private final FinalDeletionCheck finalCheck;

    public ExpireBackups(
            BackupRepository repository,
            EventPublisher log,
            TransactionRunner transactions,
            CopyStorage storage,
            FinalDeletionCheck finalCheck) {
        this.repository = repository;
        this.log = log;
        this.transactions = transactions;
        this.storage = storage;
        this.finalCheck = finalCheck;
    }

    /** What has to wait for an older one: a destination that is away does not keep the others from being relieved. */
    private record Queue(DatabaseId database, String destination) {}

    /** Goes through all open intents once. At each destination of a database nothing newer goes while something older waits. */
    public List<Result> run() {
        Set<Queue> waiting = new HashSet<>();
        return transactions.inOne(repository::expiring).stream()
                .flatMap(page -> page.intents().stream().map(intent -> settle(page, intent, waiting)))
                .toList();
    }

    private Result settle(BackupRecord page, DeletionIntent intent, Set<Queue> waiting) {
        Queue queue = new Queue(page.database(), intent.copy().destination());
        Result outcome = waiting.contains(queue)
                ? new Result.Waiting(page, "an older one has to go first")
                : settle(page, intent);
        if (outcome instanceof Result.Waiting) {
            waiting.add(queue);
        }
        return outcome;
    }

    private Result settle(BackupRecord page, DeletionIntent intent) {
        if (intent.stage() == Stage.ANNOUNCED) {
            return new Result.Waiting(page, "the announcement has not been read back yet");
        }
        return switch (storage.find(intent.copy().inAnyVersion())) {
            case CopyStorage.CopyStatus.Unknown unknown -> new Result.Waiting(page, unknown.why());
            case CopyStorage.CopyStatus.Absent absent when intent.stage() == Stage.DELETING -> delete(page, intent);
            case CopyStorage.CopyStatus.Absent absent -> checkAndDelete(page, intent);
            case CopyStorage.CopyStatus.Bad bad -> checkAndDelete(page, intent);
            case CopyStorage.CopyStatus.Good good -> checkAndDelete(page, intent);
        };
    }

    private Result checkAndDelete(BackupRecord page, DeletionIntent intent) {
        Optional<String> early = transactions.inOne(() -> finalCheck.objection(page, intent));
        Optional<String> objection = early.or(() -> finalCheck.storageObjection(page, intent))
                .or(() -> transactions.inOne(() -> begin(page, intent)));
        return objection.isPresent() ? reinstate(page, intent, objection.get()) : delete(page, intent);
    }

    private Optional<String> begin(BackupRecord stale, DeletionIntent stalest) {
        BackupRecord page = repository.find(stale.id()).orElseThrow();
        Optional<DeletionIntent> intent = page.intent(stalest.id());
        if (intent.isEmpty()) {
            return Optional.of("it is no longer announced");
        }
        Optional<String> objection = finalCheck.objection(page, intent.get());
        if (objection.isEmpty()) {
            repository.save(page.withIntent(intent.get().deleting()));
        }
        return objection;
    }

    private Result delete(BackupRecord page, DeletionIntent intent) {
        return switch (storage.delete(intent.copy())) {
            case CopyStorage.CopyStatus.Absent absent -> transactions.inOne(() -> recordExpired(page, intent));
            case CopyStorage.CopyStatus.Good good ->
                new Result.Waiting(page, "the storage says that it is still there");
            case CopyStorage.CopyStatus.Bad bad -> new Result.Waiting(page, bad.how());
            case CopyStorage.CopyStatus.Unknown unknown -> new Result.Waiting(page, unknown.why());
        };
    }

    private Result recordExpired(BackupRecord stale, DeletionIntent intent) {
        BackupRecord page = repository.find(stale.id()).orElseThrow();
        BackupRecord after = page.withCopy(intent.copy(), Condition.EXPIRED).withoutIntent(intent.id());
        log.publish(
                NameBasedUuid.of("copy-expired", intent.id().toString()),
                new CopyExpired(page.id(), page.database(), intent.id(), intent.copy(), intent.reason()));
        if (!after.isStored()) {
            after = RetentionEventProjection.expired(after);
            log.publish(
                    NameBasedUuid.of("expired", intent.id().toString()),
                    new BackupExpired(page.id(), page.database(), intent.id(), intent.reason()));
        }
        repository.save(after);
        return new Result.Expired(after, bytesOf(page, intent));
    }

    private static long bytesOf(BackupRecord page, DeletionIntent intent) {
        return page.copies().stream()
                .filter(copy -> copy.is(intent.copy()))
                .mapToLong(copy -> copy.copy().bytes())
                .sum();
    }

    private Result reinstate(BackupRecord stale, DeletionIntent intent, String why) {
        return transactions.inOne(() -> {
            BackupRecord page = repository.find(stale.id()).orElseThrow();
            if (page.intent(intent.id()).isPresent()) {
                log.publish(
                        NameBasedUuid.of("reinstated", intent.id().toString()),
                        new BackupReinstated(page.id(), page.database(), intent.id(), why));
                repository.save(page.withoutIntent(intent.id()));
            }
            return new Result.Reinstated(page, why);
        });
    }
}
