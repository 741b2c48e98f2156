package io.holdfast.retention.expiring;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.CopyEvent;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.KeepingEvent;
import io.holdfast.events.OversightEvent;
import io.holdfast.events.OversightEvent.PlanApproved;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.VerificationEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Writes down what the log says, in the order in which it says it. Decides nothing and says nothing. */
public final class Bookkeeping {

    private final Books books;
    private final Approvals approvals;

    public Bookkeeping(Books books, Approvals approvals) {
        this.books = books;
        this.approvals = approvals;
    }

    /**
     * Writes one event down.
     *
     * @param time when it happened, by the sender's clock
     * @param appendedAt when it was appended to the log, by the broker's clock
     * @return the page after it, where the event is about one backup
     */
    public Optional<Backup> hear(BackupEvent event, Instant time, Instant appendedAt) {
        return switch (event) {
            case DumpEvent dump -> Optional.of(turn(dump.backup(), dump.database(), time, Pages.of(dump, time)));
            case VerificationEvent found ->
                Optional.of(turn(found.backup(), found.database(), time, Pages.of(found, time)));
            case KeepingEvent keeping ->
                Optional.of(
                        turn(keeping.backup(), keeping.database(), time, new Keeping(books, appendedAt).of(keeping)));
            case CopyEvent copy -> Optional.of(turn(copy.backup(), copy.database(), time, Copies.of(copy, time)));
            case DrillEvent drill -> drilled(drill, time);
            case RestoreEvent restore -> books.page(restore.backup());
            case OversightEvent oversight -> {
                if (oversight instanceof PlanApproved approved) {
                    approvals.approve(approved.database(), approved.plan());
                }
                yield Optional.empty();
            }
        };
    }

    private Optional<Backup> drilled(DrillEvent drill, Instant time) {
        return switch (drill) {
            case DrillCompleted done ->
                Optional.of(turn(
                        done.backup(),
                        done.database(),
                        time,
                        page -> page.with(page.trust().drilled(done.level()))));
            case DrillFailed failed ->
                Optional.of(turn(failed.backup(), failed.database(), time, page -> Pages.drillFailed(page, failed)));
            case DrillEvent.DrillStarted started -> books.page(started.backup());
            case DrillEvent.DrillImpossible impossible -> books.page(impossible.backup());
            case DrillEvent.DrillOverdue overdue -> Optional.empty();
        };
    }

    private Backup turn(BackupId backup, DatabaseId database, Instant time, UnaryOperator<Backup> change) {
        Backup page =
                books.page(backup).orElseGet(() -> Backup.firstHeardOf(backup, database, null, State.ACCEPTED, time));
        Backup after = change.apply(page);
        books.save(after);
        return after;
    }
}
