package io.holdfast.dump.dumping;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Kind;
import io.holdfast.events.Printable;
import io.holdfast.events.Rejection;
import io.holdfast.events.RequestRef;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Judges a request, in which nothing can be trusted.
 *
 * @param known ids of the configured databases
 * @param queueLimit most open backups of one database
 */
public record RequestCheck(Set<DatabaseId> known, int queueLimit) {

    /** Longest label, in characters. */
    public static final int MAX_LABEL = 200;

    private static final int MAX_ID = 256;
    private static final int MAX_SOURCE = 512;

    public RequestCheck {
        known = Set.copyOf(known);
    }

    /** What the books know about the request's identity and database. */
    public interface Books {

        /** Whether this very backup was asked for before, whatever became of it. */
        boolean knows(BackupId backup);

        /** Whether another backup was asked for under the same source and id. */
        boolean usedForAnother(RequestRef request, BackupId backup);

        /** Backups of the database that have not ended. */
        int open(DatabaseId database);
    }

    public Verdict judge(BackupRequested wanted, RequestRef request, Instant now, Books books) {
        if (request.id().length() > MAX_ID || request.source().toString().length() > MAX_SOURCE) {
            return new Verdict.Unanswerable("the request's id or source is too long: at most " + MAX_ID + " and "
                    + MAX_SOURCE + " characters are kept");
        }
        Optional<DatabaseId> database = DatabaseId.parse(wanted.database());
        if (database.isEmpty()) {
            return new Verdict.Unanswerable("'" + Printable.shortened(wanted.database())
                    + "' is not a database id: expected 1 to 63 letters, digits, '_' or '-', beginning with a letter or"
                    + " digit");
        }
        BackupId backup = BackupId.ofRequest(request.source(), request.id(), wanted.database(), wanted.kindOrDefault());
        if (books.knows(backup)) {
            return new Verdict.Repeated(backup);
        }
        Rejected rejected = new Rejected(backup, database.get(), request);
        if (books.usedForAnother(request, backup)) {
            return rejected.because(
                    Rejection.ID_REUSED,
                    "this source and id were used before for another database or kind; use a new id");
        }
        if (!known.contains(database.get())) {
            return rejected.because(
                    Rejection.UNKNOWN_DATABASE,
                    "no database '" + database.get() + "' is configured; it would be holdfast.databases."
                            + database.get() + ".host");
        }
        Optional<Kind> kind = Kind.parse(wanted.kindOrDefault());
        if (kind.isEmpty()) {
            return rejected.because(
                    Rejection.UNKNOWN_KIND,
                    "'" + Printable.shortened(wanted.kindOrDefault()) + "' is not a kind of backup; use full or"
                            + " schema_only");
        }
        String label = wanted.label();
        if (label != null && (label.length() > MAX_LABEL || label.chars().anyMatch(Character::isISOControl))) {
            return rejected.because(
                    Rejection.INVALID,
                    "the label is longer than " + MAX_LABEL + " characters or has control characters in it");
        }
        int open = books.open(database.get());
        if (open >= queueLimit) {
            return rejected.because(
                    Rejection.QUEUE_FULL,
                    open + " backups of '" + database.get() + "' are waiting or running, and " + queueLimit
                            + " is the limit; ask again when some have ended");
        }
        return new Verdict.Accepted(
                new AcceptedRequest(backup, database.get(), kind.get(), request, label, wanted.slot(), now));
    }

    private record Rejected(BackupId backup, DatabaseId database, RequestRef request) {

        Verdict because(Rejection reason, String message) {
            return new Verdict.Refused(backup, database, request, reason, message);
        }
    }
}
