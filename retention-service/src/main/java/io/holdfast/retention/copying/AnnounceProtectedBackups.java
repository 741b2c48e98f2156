package io.holdfast.retention.copying;

import io.holdfast.events.BackupCopyEvent.BackupProtected;
import io.holdfast.events.BackupId;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.EventPublisher;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.TransactionRunner;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/** Publishes BackupProtected for each backup that has every copy its policy requires, each proven. */
public final class AnnounceProtectedBackups {

    private final MissingCopyQueue missingCopyQueue;
    private final FindMissingCopies wanted;
    private final BackupRepository repository;
    private final EventPublisher log;
    private final TransactionRunner transactions;
    private final Clock clock;

    public AnnounceProtectedBackups(
            MissingCopyQueue missingCopyQueue,
            FindMissingCopies wanted,
            BackupRepository repository,
            EventPublisher log,
            TransactionRunner transactions,
            Clock clock) {
        this.missingCopyQueue = missingCopyQueue;
        this.wanted = wanted;
        this.repository = repository;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Processes the backups that the queue has found. */
    public void run() {
        missingCopyQueue.proven().forEach(backup -> transactions.inOne(() -> announce(backup)));
    }

    private boolean announce(BackupId backup) {
        Instant now = clock.instant();
        return repository
                .find(backup)
                .filter(record -> !record.isProtected() && wanted.isProven(record, now))
                .map(record -> {
                    repository.save(record.protectedSince(now));
                    log.publish(
                            NameBasedUuid.of("protected", backup.toString(), provenAt(record)),
                            new BackupProtected(backup, record.database()));
                    return true;
                })
                .orElse(false);
    }

    /**
     * The id contains the time of the last proof: a backup that is protected again after a bad copy was replaced is a
     * new fact.
     */
    private static String provenAt(BackupRecord record) {
        return record.copies().stream()
                .map(StoredCopy::provenAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(Instant::toString)
                .orElse("");
    }
}
