package io.holdfast.restore.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.KeepingEvent.BackupPinned;
import io.holdfast.events.KeepingEvent.BackupUnpinned;
import io.holdfast.events.NameBasedId;
import io.holdfast.events.RestoreEvent.RestoreStarted;
import io.holdfast.events.log.Catalogue;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.StoredJson;
import io.holdfast.restore.restoring.Backup;
import io.holdfast.restore.restoring.Claim;
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
 * Restores from approved to running. Between the two stands the pin, as for every long reading: it is published, and only when it
 * has come back through the log, with no intent to delete before it, may a worker begin.
 */
@ApplicationScoped
public class RestoreQueue {

    private static final String PINNED_BY = "restore-service";

    private final Catalogue catalogue;
    private final BackupBooks backups;
    private final Outbox outbox;
    private final Clock clock;
    private final RestoreSettings.Restore settings;

    RestoreQueue(Catalogue catalogue, BackupBooks backups, Outbox outbox, Clock clock, RestoreSettings settings) {
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
            Optional<Claim.Given> given) {

        static Row read(ResultSet row) throws SQLException {
            String reason = row.getString("reason");
            String message = String.valueOf(row.getString("message"));
            return new Row(
                    row.getObject("id", UUID.class),
                    StoredJson.read(row.getString("plan"), RestorePlan.class),
                    row.getInt("attempt"),
                    row.getObject("pin", UUID.class),
                    row.getLong("pinned_at"),
                    Optional.ofNullable(reason).map(known -> new Claim.Given(known, message)));
        }

        DatabaseId database() {
            return plan.wish().database();
        }
    }

    /** Pins what is approved; of each database only one restore at a time. */
    public void pinDue() {
        catalogue.transaction(() -> {
            List<Row> due = catalogue.rows(
                    "select * from restore r where state = 'approved' and due_at <= ? and not exists (select 1 from restore o"
                            + " where o.database = r.database and o.id <> r.id and o.state in ('pinning', 'ready', 'running'))"
                            + " and not exists (select 1 from restore o where o.database = r.database and o.state = 'approved'"
                            + " and (o.due_at, o.id) < (r.due_at, r.id)) order by due_at limit 4 for update skip locked",
                    Row::read,
                    clock.instant());
            due.forEach(this::pin);
            return due.size();
        });
    }

    private void pin(Row row) {
        int attempt = row.attempt() + 1;
        UUID pin = NameBasedId.of("pin", row.id().toString(), String.valueOf(attempt));
        Instant until = clock.instant().plus(settings.pin());
        catalogue.change(
                "update restore set state = 'pinning', attempt = ?, pin = ?, pinned_until = ?, pinned_at = null where id = ?",
                attempt,
                pin,
                until,
                row.id());
        outbox.add(
                EventId.of("pinned", pin, until),
                new BackupPinned(row.plan().backup(), row.database(), pin, PINNED_BY, until));
        if (row.pin() != null) {
            unpin(row.plan().backup(), row.database(), row.pin());
        }
    }

    void unpin(BackupId backup, DatabaseId database, UUID pin) {
        outbox.add(EventId.of("unpinned", pin), new BackupUnpinned(backup, database, pin));
    }

    /** A pin of ours has come back through the log. What it did not save is missing from the claim's copies. */
    public void pinHeard(UUID pin, long offset) {
        catalogue.change(
                "update restore set state = 'ready', pinned_at = ? where pin = ? and state = 'pinning'", offset, pin);
    }

    /** The next restore that may begin, of the database whose last one began the longest ago; leased to this worker, and its announcement. */
    public Optional<Claim> claim(UUID worker) {
        return catalogue.transaction(() -> catalogue
                .row(
                        "update restore set state = 'running', worker = ?, started_at = coalesce(started_at, ?),"
                                + " lease_until = now() + ? * interval '1 millisecond' where id = (select r.id from restore r"
                                + " where r.state = 'ready' order by (select max(o.started_at) from restore o"
                                + " where o.database = r.database) nulls first, r.due_at limit 1 for update of r skip locked)"
                                + " returning *",
                        Row::read,
                        worker,
                        clock.instant(),
                        settings.lease().toMillis())
                .map(row -> claim(worker, row)));
    }

    private Claim claim(UUID worker, Row row) {
        Backup backup = backups.find(row.plan().backup(), row.pinnedAt()).orElseThrow();
        outbox.add(
                EventId.of("started", row.id(), row.attempt()),
                new RestoreStarted(
                        backup.id(),
                        backup.database(),
                        row.id(),
                        row.attempt(),
                        row.plan().mode().word(),
                        row.plan().target()));
        return new Claim(row.plan(), backup, row.attempt(), worker, row.given());
    }

    /** Keeps the lease and the pin; false where the lease is another's by now. */
    public boolean renew(Claim claim) {
        return catalogue.transaction(() -> {
            Optional<Instant> pinnedUntil = catalogue.row(
                    "update restore set lease_until = now() + ? * interval '1 millisecond'"
                            + " where id = ? and attempt = ? and worker = ? and state = 'running' returning pinned_until",
                    row -> requireNonNull(Catalogue.instant(row, "pinned_until")),
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

    private void pinLonger(Claim claim) {
        Instant until = clock.instant().plus(settings.pin());
        UUID pin = catalogue
                .row(
                        "update restore set pinned_until = ? where id = ? returning pin",
                        row -> row.getObject("pin", UUID.class),
                        until,
                        claim.restore())
                .orElseThrow();
        outbox.add(
                EventId.of("pinned", pin, until),
                new BackupPinned(claim.backup().id(), claim.backup().database(), pin, PINNED_BY, until));
    }

    /** The worker stops; somebody else begins anew. */
    public void handBack(Claim claim, Instant dueAt) {
        catalogue.change(
                "update restore set state = 'approved', worker = null, lease_until = null, due_at = ?"
                        + " where id = ? and attempt = ? and worker = ? and state = 'running'",
                dueAt,
                claim.restore(),
                claim.attempt(),
                claim.worker());
    }

    /** What dead workers left behind is taken up again, first of all to set right what they left at the target. */
    public void takeBackFromTheDead() {
        catalogue.change(
                "update restore set state = 'approved', worker = null, lease_until = null, due_at = ?"
                        + " where state = 'running' and (lease_until is null or lease_until < now())"
                        + " or state in ('pinning', 'ready') and pinned_until < ?",
                clock.instant(),
                clock.instant().plus(settings.lease()));
    }
}
