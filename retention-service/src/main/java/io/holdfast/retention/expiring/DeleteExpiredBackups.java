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
 * Deletes backups; no other class does. It carries out or withdraws each intent that has been read back from the event
 * log, oldest backup first.
 *
 * <p>The order of the steps allows for a crash between any two of them:
 * <ol>
 * <li>Check everything that can forbid the deletion. Read the survivors' bytes last, because that takes longest.
 * <li>Lock the record, check again, and mark the intent {@code DELETING}. From now on a hold is rejected as too late.
 * <li>Delete from storage, the artifact first.
 * <li>Update the record and publish CopyExpired (and BackupExpired) in one transaction.
 * </ol>
 *
 * <p>After a crash before step 3, the artifact is complete, and all checks run again. After a crash later, the artifact
 * is deleted, and only the remaining steps run. There is no state in between, because an artifact is deleted in one
 * step.
 */
public final class DeleteExpiredBackups {

    /** The result for one intent. */
    public sealed interface Result {
        record Expired(BackupRecord backup, long bytes) implements Result {}

        record Reinstated(BackupRecord backup, String why) implements Result {}

        /** Retried later. */
        record Waiting(BackupRecord backup, String why) implements Result {}
    }

    private final BackupRepository repository;
    private final EventPublisher log;
    private final TransactionRunner transactions;
    private final BackupCopyStore storage;
    private final FinalDeletionCheck finalCheck;

    public DeleteExpiredBackups(
            BackupRepository repository,
            EventPublisher log,
            TransactionRunner transactions,
            BackupCopyStore storage,
            FinalDeletionCheck finalCheck) {
        this.repository = repository;
        this.log = log;
        this.transactions = transactions;
        this.storage = storage;
        this.finalCheck = finalCheck;
    }

    /**
     * The order of deletions within one destination. An unreachable destination does not delay deletions at the others.
     */
    private record Queue(DatabaseId database, String destination) {}

    /**
     * Processes all open intents once. At each destination, a newer backup of a database is not deleted while an older
     * one waits.
     */
    public List<Result> run() {
        Set<Queue> waiting = new HashSet<>();
        return transactions.inOne(repository::expiring).stream()
                .flatMap(record -> record.intents().stream().map(intent -> settle(record, intent, waiting)))
                .toList();
    }

    private Result settle(BackupRecord record, DeletionIntent intent, Set<Queue> waiting) {
        Queue queue = new Queue(record.database(), intent.copy().destination());
        Result outcome = waiting.contains(queue)
                ? new Result.Waiting(record, "an older backup must be deleted first")
                : settle(record, intent);
        if (outcome instanceof Result.Waiting) {
            waiting.add(queue);
        }
        return outcome;
    }

    private Result settle(BackupRecord record, DeletionIntent intent) {
        if (intent.stage() == Stage.ANNOUNCED) {
            return new Result.Waiting(record, "the announcement has not been read back yet");
        }
        return switch (storage.find(intent.copy().inAnyVersion())) {
            case BackupCopyStore.CopyStatus.Unknown unknown -> new Result.Waiting(record, unknown.why());
            case BackupCopyStore.CopyStatus.Absent absent
            when intent.stage() == Stage.DELETING -> delete(record, intent);
            case BackupCopyStore.CopyStatus.Absent absent -> checkAndDelete(record, intent);
            case BackupCopyStore.CopyStatus.Bad bad -> checkAndDelete(record, intent);
            case BackupCopyStore.CopyStatus.Good good -> checkAndDelete(record, intent);
        };
    }

    private Result checkAndDelete(BackupRecord record, DeletionIntent intent) {
        Optional<String> early = transactions.inOne(() -> finalCheck.objection(record, intent));
        Optional<String> objection = early.or(() -> finalCheck.storageObjection(record, intent))
                .or(() -> transactions.inOne(() -> begin(record, intent)));
        return objection.isPresent() ? reinstate(record, intent, objection.get()) : delete(record, intent);
    }

    private Optional<String> begin(BackupRecord stale, DeletionIntent stalest) {
        BackupRecord record = repository.find(stale.id()).orElseThrow();
        Optional<DeletionIntent> intent = record.intent(stalest.id());
        if (intent.isEmpty()) {
            return Optional.of("the deletion is no longer announced");
        }
        Optional<String> objection = finalCheck.objection(record, intent.get());
        if (objection.isEmpty()) {
            repository.save(record.withIntent(intent.get().deleting()));
        }
        return objection;
    }

    private Result delete(BackupRecord record, DeletionIntent intent) {
        return switch (storage.delete(intent.copy())) {
            case BackupCopyStore.CopyStatus.Absent absent -> transactions.inOne(() -> recordExpired(record, intent));
            case BackupCopyStore.CopyStatus.Good good ->
                new Result.Waiting(record, "the copy still exists after its deletion");
            case BackupCopyStore.CopyStatus.Bad bad -> new Result.Waiting(record, bad.how());
            case BackupCopyStore.CopyStatus.Unknown unknown -> new Result.Waiting(record, unknown.why());
        };
    }

    private Result recordExpired(BackupRecord stale, DeletionIntent intent) {
        BackupRecord record = repository.find(stale.id()).orElseThrow();
        BackupRecord after = record.withCopy(intent.copy(), Condition.EXPIRED).withoutIntent(intent.id());
        log.publish(
                NameBasedUuid.of("copy-expired", intent.id().toString()),
                new CopyExpired(record.id(), record.database(), intent.id(), intent.copy(), intent.reason()));
        if (!after.isStored()) {
            after = RetentionEventProjection.expired(after);
            log.publish(
                    NameBasedUuid.of("expired", intent.id().toString()),
                    new BackupExpired(record.id(), record.database(), intent.id(), intent.reason()));
        }
        repository.save(after);
        return new Result.Expired(after, bytesOf(record, intent));
    }

    private static long bytesOf(BackupRecord record, DeletionIntent intent) {
        return record.copies().stream()
                .filter(copy -> copy.is(intent.copy()))
                .mapToLong(copy -> copy.copy().bytes())
                .sum();
    }

    private Result reinstate(BackupRecord stale, DeletionIntent intent, String why) {
        return transactions.inOne(() -> {
            BackupRecord record = repository.find(stale.id()).orElseThrow();
            if (record.intent(intent.id()).isPresent()) {
                log.publish(
                        NameBasedUuid.of("reinstated", intent.id().toString()),
                        new BackupReinstated(record.id(), record.database(), intent.id(), why));
                repository.save(record.withoutIntent(intent.id()));
            }
            return new Result.Reinstated(record, why);
        });
    }
}
