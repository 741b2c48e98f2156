package io.holdfast.dump.postgres;

import io.holdfast.dump.dumping.AcceptedRequest;
import io.holdfast.dump.dumping.CancelOutcome;
import io.holdfast.dump.dumping.DumpRun.Cancelled;
import io.holdfast.dump.dumping.DumpRun.Queued;
import io.holdfast.dump.dumping.RequestCheck;
import io.holdfast.dump.dumping.Verdict;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.RequestRef;
import io.holdfast.events.log.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.Optional;

/** Requests in the catalogue: written down with their answer, within the transaction that heard them. */
@ApplicationScoped
public class RequestBooks implements RequestCheck.Books {

    private final Catalogue catalogue;
    private final Announcements announcements;
    private final Event<AcceptedRequest> accepted;
    private final Clock clock;

    RequestBooks(Catalogue catalogue, Announcements announcements, Event<AcceptedRequest> accepted, Clock clock) {
        this.catalogue = catalogue;
        this.announcements = announcements;
        this.accepted = accepted;
        this.clock = clock;
    }

    @Override
    public boolean knows(BackupId backup) {
        return catalogue
                .row("select 1 from backup where backup = ?", row -> true, backup.value())
                .isPresent();
    }

    @Override
    public boolean usedForAnother(RequestRef request, BackupId backup) {
        return catalogue
                .row(
                        "select 1 from backup where source = ? and request_id = ? and backup <> ? limit 1",
                        row -> true,
                        request.source().toString(),
                        request.id(),
                        backup.value())
                .isPresent();
    }

    @Override
    public int open(DatabaseId database) {
        return catalogue
                .row(
                        "select count(*) from backup where database = ? and state in ('queued', 'running', 'waiting')",
                        row -> row.getInt(1),
                        database.value())
                .orElseThrow();
    }

    public void accept(AcceptedRequest request) {
        insert(request);
        announcements.accepted(request);
        accepted.fire(request);
    }

    void insert(AcceptedRequest request) {
        catalogue.change(
                """
                insert into backup (backup, database, kind, source, request_id, label, slot, accepted_at, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'queued') on conflict do nothing""",
                request.backup().value(),
                request.database().value(),
                request.kind().word(),
                request.request().source().toString(),
                request.request().id(),
                request.label(),
                request.slot(),
                request.acceptedAt());
    }

    /** @param kind as written in the request; it is kept for people to see, and need not be one */
    public void refuse(Verdict.Refused refused, String kind) {
        if (insertRefused(refused, kind)) {
            announcements.refused(refused);
        }
    }

    boolean insertRefused(Verdict.Refused refused, String kind) {
        return catalogue.change(
                        """
                        insert into backup (backup, database, kind, source, request_id, accepted_at, state, rejection,
                          message, ended_at)
                        values (?, ?, ?, ?, ?, ?, 'rejected', ?, ?, ?) on conflict do nothing""",
                        refused.backup().value(),
                        refused.database().value(),
                        kind,
                        refused.request().source().toString(),
                        refused.request().id(),
                        clock.instant(),
                        refused.reason().name(),
                        refused.message(),
                        clock.instant())
                == 1;
    }

    /** Stops a waiting backup at once, and a running one by its worker. */
    public CancelOutcome cancel(BackupId backup, DatabaseId database, String by, String reason) {
        Optional<String> state = catalogue.row(
                "select state from backup where backup = ? and database = ? for update",
                row -> row.getString("state"),
                backup.value(),
                database.value());
        if (state.isEmpty()) {
            return new CancelOutcome.Unknown();
        }
        return switch (state.get()) {
            case "queued", "waiting" -> cancelWaiting(backup, by, reason);
            case "running" -> askWorker(backup, by, reason);
            default -> new CancelOutcome.TooLate(state.get());
        };
    }

    private CancelOutcome cancelWaiting(BackupId backup, String by, String reason) {
        Cancelled cancelled = catalogue
                .row(
                        """
                        update backup set state = 'cancelled', message = ?, ended_at = ?, retry_at = null
                        where backup = ? returning *""",
                        row -> new Queued(RunRows.request(row), row.getInt("attempt"), row.getInt("failures"))
                                .cancel(by, reason),
                        reason,
                        clock.instant(),
                        backup.value())
                .orElseThrow();
        announcements.cancelled(cancelled);
        return new CancelOutcome.Cancelled();
    }

    private CancelOutcome askWorker(BackupId backup, String by, String reason) {
        catalogue.change(
                "update backup set cancel_by = ?, cancel_reason = ? where backup = ?", by, reason, backup.value());
        return new CancelOutcome.Asked();
    }
}
