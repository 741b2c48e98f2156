package io.holdfast.restore.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.RestoreEvent.RestoreStarted;
import io.holdfast.events.RetentionEvent.BackupPinned;
import io.holdfast.events.RetentionEvent.BackupUnpinned;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.JsonColumnConverter;
import io.holdfast.events.log.Outbox;
import io.holdfast.restore.restoring.RestorableBackup;
import io.holdfast.restore.restoring.RestoreClaim;
import io.holdfast.restore.restoring.RestorePlan;
import io.holdfast.restore.settings.RestoreSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The queue of approved restores. Before a worker may read a backup, a pin is published. The worker starts only after the
 * service has received the pin from the event log with no intent to delete before it.
 */
@ApplicationScoped
public class RestoreQueue {

    private static final String PINNED_BY = "restore-service";

    private final CatalogueDatabaseClient catalogue;
    private final RestorableBackupRepository backups;
    private final Outbox outbox;
    private final Clock clock;
    private final RestoreSettings.Restore settings;

    RestoreQueue(
            CatalogueDatabaseClient catalogue,
            RestorableBackupRepository backups,
            Outbox outbox,
            Clock clock,
            RestoreSettings settings) {
        this.catalogue = catalogue;
        this.backups = backups;
        this.outbox = outbox;
        this.clock = clock;
        this.settings = settings.restore();
    }

    private record Row(
            UUID id,
            RestorePlan plan,
            int attempt,
            @Nullable UUID pin,
            long pinnedAt,
            Optional<RestoreClaim.Given> given) {

        static Row read(ResultSet row) throws SQLException {
            String reason = row.getString("reason");
            String message = String.valueOf(row.getString("message"));
            return new Row(
                    row.getObject("id", UUID.class),
                    JsonColumnConverter.read(row.getString("plan"), RestorePlan.class),
                    row.getInt("attempt"),
                    row.getObject("pin", UUID.class),
                    row.getLong("pinned_at"),
                    Optional.ofNullable(reason).map(known -> new RestoreClaim.Given(known, message)));
        }

        DatabaseId database() {
            return plan.wish().database();
        }
    }

    /** Pins approved restores. Only one restore of each database runs at a time. */
    public void pinDue() {
        catalogue.transaction(() -> {
            List<Row> due = catalogue.rows(
                    "select * from restore r where state = 'approved' and due_at <= ? and not exists (select 1 from"
                            + " restore o where o.database = r.database and o.id <> r.id and o.state in ('pinning',"
                            + " 'ready', 'running')) and not exists (select 1 from restore o where o.database = r.database"
                            + " and o.state = 'approved' and (o.due_at, o.id) < (r.due_at, r.id)) order by due_at limit 4"
                            + " for update skip locked",
                    Row::read,
                    clock.instant());
            due.forEach(this::pin);
            return due.size();
        });
    }

    private void pin(Row row) {
        int attempt = row.attempt() + 1;
        UUID pin = NameBasedUuid.of("pin", row.id().toString(), String.valueOf(attempt));
        Instant until = clock.instant().plus(settings.pin());
        catalogue.change(
                "update restore set state = 'pinning', attempt = ?, pin = ?, pinned_until = ?, pinned_at = null where"
                        + " id = ?",
                attempt,
                pin,
                until,
                row.id());
        outbox.add(
                DeterministicEventId.of("pinned", pin, until),
                new BackupPinned(row.plan().backup(), row.database(), pin, PINNED_BY, until));
        if (row.pin() != null) {
            unpin(row.plan().backup(), row.database(), row.pin());
        }
    }

    void unpin(BackupId backup, DatabaseId database, UUID pin) {
        outbox.add(DeterministicEventId.of("unpinned", pin), new BackupUnpinned(backup, database, pin));
    }

    /** Records that a pin was received from the event log. Copies that the pin did not protect are missing from the claim. */
    public void pinHeard(UUID pin, long offset) {
        catalogue.change(
                "update restore set state = 'ready', pinned_at = ? where pin = ? and state = 'pinning'", offset, pin);
    }

    /**
     * Claims the next restore, leases it to this worker, and publishes the start. The database whose last restore is the oldest
     * comes first.
     */
    public Optional<RestoreClaim> claim(UUID worker) {
        return catalogue.transaction(() -> catalogue
                .row(
                        "update restore set state = 'running', worker = ?, started_at = coalesce(started_at, ?),"
                                + " lease_until = now() + ? * interval '1 millisecond' where id = (select r.id from"
                                + " restore r where r.state = 'ready' order by (select max(o.started_at) from restore o"
                                + " where o.database = r.database) nulls first, r.due_at limit 1 for update of r skip"
                                + " locked) returning *",
                        Row::read,
                        worker,
                        clock.instant(),
                        settings.lease().toMillis())
                .map(row -> claim(worker, row)));
    }

    private RestoreClaim claim(UUID worker, Row row) {
        RestorableBackup backup =
                backups.find(row.plan().backup(), row.pinnedAt()).orElseThrow();
        outbox.add(
                DeterministicEventId.of("started", row.id(), row.attempt()),
                new RestoreStarted(
                        backup.id(),
                        backup.database(),
                        row.id(),
                        row.attempt(),
                        row.plan().mode().word(),
                        row.plan().target()));
        return new RestoreClaim(row.plan(), backup, row.attempt(), worker, row.given());
    }

    /** Renews the lease and the pin. Returns false if another worker holds the lease. */
    public boolean renew(RestoreClaim claim) {
        return catalogue.transaction(() -> {
            Optional<Instant> pinnedUntil = catalogue.row(
                    "update restore set lease_until = now() + ? * interval '1 millisecond' where id = ? and attempt ="
                            + " ? and worker = ? and state = 'running' returning pinned_until",
                    row -> requireNonNull(CatalogueDatabaseClient.instant(row, "pinned_until")),
                    settings.lease().toMillis(),
                    claim.restore(),
                    claim.attempt(),
                    claim.worker());
            pinnedUntil
                    .filter(until ->
                            until.isBefore(clock.instant().plus(settings.pin().dividedBy(2))))
                    .ifPresent(soon -> pinLonger(claim));
            return pinnedUntil.isPresent();
        });
    }

    private void pinLonger(RestoreClaim claim) {
        Instant until = clock.instant().plus(settings.pin());
        UUID pin = catalogue
                .row(
                        "update restore set pinned_until = ? where id = ? returning pin",
                        row -> row.getObject("pin", UUID.class),
                        until,
                        claim.restore())
                .orElseThrow();
        outbox.add(
                DeterministicEventId.of("pinned", pin, until),
                new BackupPinned(claim.backup().id(), claim.backup().database(), pin, PINNED_BY, until));
    }

    /** Releases a restore when the worker stops. Another worker can start it again. */
    public void release(RestoreClaim claim, Instant dueAt) {
        catalogue.change(
                "update restore set state = 'approved', worker = null, lease_until = null, due_at = ?"
                        + " where id = ? and attempt = ? and worker = ? and state = 'running'",
                dueAt,
                claim.restore(),
                claim.attempt(),
                claim.worker());
    }

    /** Makes restores of dead workers due again, so that the next attempt first cleans up the target. */
    public void reclaimExpired() {
        catalogue.change(
                "update restore set state = 'approved', worker = null, lease_until = null, due_at = ?"
                        + " where state = 'running' and (lease_until is null or lease_until < now())"
                        + " or state in ('pinning', 'ready') and pinned_until < ?",
                clock.instant(),
                clock.instant().plus(settings.lease()));
    }
}
