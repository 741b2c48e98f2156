package io.holdfast.retention.copying;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyEvent.BackupProtected;
import io.holdfast.events.NameBasedId;
import io.holdfast.retention.expiring.Announcements;
import io.holdfast.retention.expiring.Backup;
import io.holdfast.retention.expiring.Books;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/** Says when a backup has every copy that its policy asks for, each read again and found good. */
public final class AnnounceProtected {

    private final Backlog backlog;
    private final WantedCopies wanted;
    private final Books books;
    private final Announcements log;
    private final Transactions transactions;
    private final Clock clock;

    public AnnounceProtected(
            Backlog backlog,
            WantedCopies wanted,
            Books books,
            Announcements log,
            Transactions transactions,
            Clock clock) {
        this.backlog = backlog;
        this.wanted = wanted;
        this.books = books;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** For the backups that the backlog has found. */
    public void run() {
        backlog.proven().forEach(backup -> transactions.inOne(() -> announce(backup)));
    }

    private boolean announce(BackupId backup) {
        Instant now = clock.instant();
        return books.page(backup)
                .filter(page -> !page.isProtected() && wanted.isProven(page, now))
                .map(page -> {
                    books.save(page.protectedSince(now));
                    log.say(
                            NameBasedId.of("protected", backup.toString(), provenAt(page)),
                            new BackupProtected(backup, page.database()));
                    return true;
                })
                .orElse(false);
    }

    /** Protected again, after a bad copy was made anew and proven, is another fact. */
    private static String provenAt(Backup page) {
        return page.copies().stream()
                .map(StoredCopy::provenAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(Instant::toString)
                .orElse("");
    }
}
