package io.holdfast.retention.copying;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyEvent.BackupProtected;
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

/** Says when a backup has every copy that its policy asks for, each read again and found good. */
public final class AnnounceProtected {

    private final MissingCopyQueue missingCopyQueue;
    private final FindMissingCopies wanted;
    private final BackupRepository repository;
    private final EventPublisher log;
    private final TransactionRunner transactions;
    private final Clock clock;

    public AnnounceProtected(
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

    /** For the backups that the backlog has found. */
    public void run() {
        missingCopyQueue.proven().forEach(backup -> transactions.inOne(() -> announce(backup)));
    }

    private boolean announce(BackupId backup) {
        Instant now = clock.instant();
        return repository
                .find(backup)
                .filter(page -> !page.isProtected() && wanted.isProven(page, now))
                .map(page -> {
                    repository.save(page.protectedSince(now));
                    log.publish(
                            NameBasedUuid.of("protected", backup.toString(), provenAt(page)),
                            new BackupProtected(backup, page.database()));
                    return true;
                })
                .orElse(false);
    }

    /** Protected again, after a bad copy was made anew and proven, is another fact. */
    private static String provenAt(BackupRecord page) {
        return page.copies().stream()
                .map(StoredCopy::provenAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(Instant::toString)
                .orElse("");
    }
}
