package io.holdfast.dump.postgres;

import static io.holdfast.events.log.CatalogueDatabaseClient.instant;

import io.holdfast.dump.dumping.BackupRequestValidator;
import io.holdfast.dump.dumping.CancelBackupResult;
import io.holdfast.dump.dumping.DumpRequestDecision;
import io.holdfast.dump.dumping.DumpRun.Cancelled;
import io.holdfast.dump.dumping.DumpRun.Queued;
import io.holdfast.dump.dumping.QueueLimits;
import io.holdfast.dump.dumping.ValidatedBackupRequest;
import io.holdfast.dump.settings.ConfiguredQueueLimits;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.RejectionReason;
import io.holdfast.events.RequestRef;
import io.holdfast.events.Topic;
import io.holdfast.events.log.CatalogueDatabaseClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Requests in the catalog. They are stored with their replies, in the transaction that consumes them. */
@ApplicationScoped
public class BackupRequestRepository implements BackupRequestValidator.KnownRequests {

    private final CatalogueDatabaseClient catalogue;
    private final DumpEventOutbox publisher;
    private final Event<ValidatedBackupRequest> accepted;
    private final Event<DumpRequestDecision.Refused> refused;
    private final QueueLimits limits;
    private final Clock clock;

    BackupRequestRepository(
            CatalogueDatabaseClient catalogue,
            DumpEventOutbox publisher,
            Event<ValidatedBackupRequest> accepted,
            Event<DumpRequestDecision.Refused> refused,
            ConfiguredQueueLimits places,
            Clock clock) {
        this.catalogue = catalogue;
        this.publisher = publisher;
        this.accepted = accepted;
        this.refused = refused;
        this.limits = places.limits();
        this.clock = clock;
    }

    @Override
    public boolean contains(BackupId backup) {
        return catalogue
                .row("select 1 from backup where backup = ? and state <> 'rejected'", row -> true, backup.value())
                .isPresent();
    }

    @Override
    public boolean usedForAnother(RequestRef request, BackupId backup) {
        return catalogue
                .row(
                        "select 1 from backup where source = ? and request_id = ? and backup <> ? and state <> 'rejected'"
                                + " limit 1",
                        row -> true,
                        request.source().toString(),
                        request.id(),
                        backup.value())
                .isPresent();
    }

    /** Returns whether the service has consumed its own refusal. It reads the event log before requests, also with a restored catalog. */
    @Override
    public boolean isRefused(UUID place) {
        return catalogue
                .row(
                        "select 1 from inbox where topic = ? and source = ? and id = ?",
                        row -> true,
                        Topic.BACKUP_EVENTS.topicName(),
                        publisher.source(),
                        DumpEventOutbox.rejectedId(place))
                .isPresent();
    }

    @Override
    public int open(DatabaseId database, boolean ofServices) {
        return count("of_service = ?", database, ofServices);
    }

    @Override
    public int openOf(DatabaseId database, URI source) {
        return count("source = ?", database, source.toString());
    }

    private int count(String which, DatabaseId database, Object value) {
        return catalogue
                .row(
                        "select count(*) from backup where database = ? and state in ('queued', 'running', 'waiting') and "
                                + which,
                        row -> row.getInt(1),
                        database.value(),
                        value)
                .orElseThrow();
    }

    @Override
    public Optional<Instant> pausedUntil(DatabaseId database, URI source) {
        return catalogue.row(
                "select paused_until from paused_source where database = ? and source = ?",
                row -> Objects.requireNonNull(instant(row, "paused_until")),
                database.value(),
                source.toString());
    }

    public void accept(ValidatedBackupRequest request) {
        insert(request);
        publisher.accepted(request);
        accepted.fire(request);
    }

    void insert(ValidatedBackupRequest request) {
        catalogue.change(
                """
                insert into backup (backup, database, kind, source, request_id, label, slot, accepted_at, of_service, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued')
                on conflict (backup) do update set kind = excluded.kind, label = excluded.label, slot = excluded.slot,
                  accepted_at = excluded.accepted_at, of_service = excluded.of_service, state = 'queued',
                  rejection = null, message = null, ended_at = null
                where backup.state = 'rejected'""",
                request.backup().value(),
                request.database().value(),
                request.kind().label(),
                request.request().source().toString(),
                request.request().id(),
                request.label(),
                request.slot(),
                request.acceptedAt(),
                request.isOfService());
    }

    /** @param kind text from the request, for display; possibly not a valid kind */
    public void refuse(DumpRequestDecision.Refused refused, String kind) {
        insertRefused(refused, kind, clock.instant());
        if (refused.reason() == RejectionReason.SOURCE_LIMIT) {
            pause(refused);
        }
        publisher.refused(refused);
        this.refused.fire(refused);
    }

    /** Inserts a row for display. A request with the same id that is accepted later replaces it. */
    void insertRefused(DumpRequestDecision.Refused refused, String kind, Instant at) {
        catalogue.change(
                """
                insert into backup (backup, database, kind, source, request_id, accepted_at, state, rejection, message,
                  ended_at)
                values (?, ?, ?, ?, ?, ?, 'rejected', ?, ?, ?)
                on conflict (backup) do update set kind = coalesce(nullif(excluded.kind, ''), backup.kind),
                  accepted_at = excluded.accepted_at, rejection = excluded.rejection, message = excluded.message,
                  ended_at = excluded.ended_at
                where backup.state = 'rejected' and backup.ended_at <= excluded.ended_at""",
                refused.backup().value(),
                refused.database().value(),
                kind,
                refused.request().source().toString(),
                refused.request().id(),
                at,
                refused.reason().name(),
                refused.message(),
                at);
    }

    private void pause(DumpRequestDecision.Refused refused) {
        catalogue.change(
                """
                insert into paused_source (database, source, paused_until) values (?, ?, ?)
                on conflict (database, source) do update set paused_until = excluded.paused_until""",
                refused.database().value(),
                refused.request().source().toString(),
                clock.instant().plus(limits.pause()));
    }

    /** Cancels a waiting backup immediately. Requests the worker of a running backup to stop. */
    public CancelBackupResult cancel(BackupId backup, DatabaseId database, String by, String reason) {
        Optional<String> state = catalogue.row(
                "select state from backup where backup = ? and database = ? for update",
                row -> row.getString("state"),
                backup.value(),
                database.value());
        if (state.isEmpty()) {
            return new CancelBackupResult.Unknown();
        }
        return switch (state.get()) {
            case "queued", "waiting" -> cancelWaiting(backup, by, reason);
            case "running" -> requestWorkerStop(backup, by, reason);
            default -> new CancelBackupResult.TooLate(state.get());
        };
    }

    private CancelBackupResult cancelWaiting(BackupId backup, String by, String reason) {
        Cancelled cancelled = catalogue
                .row(
                        """
                        update backup set state = 'cancelled', message = ?, ended_at = ?, retry_at = null
                        where backup = ? returning *""",
                        row -> new Queued(RunRowMapper.request(row), row.getInt("attempt"), row.getInt("failures"))
                                .cancel(by, reason),
                        reason,
                        clock.instant(),
                        backup.value())
                .orElseThrow();
        publisher.cancelled(cancelled);
        return new CancelBackupResult.Cancelled();
    }

    private CancelBackupResult requestWorkerStop(BackupId backup, String by, String reason) {
        catalogue.change(
                "update backup set cancel_by = ?, cancel_reason = ? where backup = ?", by, reason, backup.value());
        return new CancelBackupResult.Requested();
    }
}
