package io.holdfast.verify.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.KeepingEvent.BackupPinned;
import io.holdfast.events.KeepingEvent.BackupUnpinned;
import io.holdfast.events.NameBasedId;
import io.holdfast.events.log.Catalogue;
import io.holdfast.events.log.Outbox;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.verifying.Backoff;
import io.holdfast.verify.verifying.Backup;
import io.holdfast.verify.verifying.Said;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Readings of backups from due to running, in one table of the catalogue. Between the two stands the pin: it is published, and
 * only when it has come back through the log, with no intent to delete before it, may a worker begin to read.
 */
final class PinnedQueue {

    private static final String PINNED_BY = "verify-service";

    private final String table;
    private final Catalogue catalogue;
    private final BackupBooks backups;
    private final Outbox outbox;
    private final Clock clock;
    private final VerifySettings.Verify settings;

    /** @param table one that has the columns of {@code verification} from {@code id} to {@code started_at} */
    PinnedQueue(
            String table,
            Catalogue catalogue,
            BackupBooks backups,
            Outbox outbox,
            Clock clock,
            VerifySettings.Verify settings) {
        this.table = table;
        this.catalogue = catalogue;
        this.backups = backups;
        this.outbox = outbox;
        this.clock = clock;
        this.settings = settings;
    }

    /** One reading. */
    record Row(
            UUID id,
            BackupId backup,
            String cause,
            int attempt,
            int tries,
            @Nullable UUID pin,
            long pinnedAt) {

        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getObject("id", UUID.class),
                    new BackupId(row.getObject("backup", UUID.class)),
                    row.getString("cause"),
                    row.getInt("attempt"),
                    row.getInt("tries"),
                    row.getObject("pin", UUID.class),
                    row.getLong("pinned_at"));
        }
    }

    /** Whose lease it is. */
    record Lease(UUID id, int attempt, UUID worker, BackupId backup, DatabaseId database) {}

    private String sql(String statement) {
        return statement.replace("$queue", table);
    }

    /**
     * Pins the next due backups.
     *
     * @param which condition on the table's rows
     * @param most how many may wait for a worker
     */
    void pinDue(String which, int most) {
        catalogue.transaction(() -> {
            int waiting = catalogue
                    .row(
                            sql("select count(*) from $queue where state in ('pinning', 'ready') and " + which),
                            row -> row.getInt(1))
                    .orElse(0);
            List<Row> due = catalogue.rows(
                    sql("select * from $queue v where state = 'due' and due_at <= ? and not exists (select 1 from"
                            + " $queue o where o.backup = v.backup and o.state in ('pinning', 'ready', 'running'))"
                            + " and " + which + " order by due_at limit ? for update skip locked"),
                    Row::read,
                    clock.instant(),
                    Math.max(0, most - waiting));
            due.stream()
                    .map(Row::backup)
                    .distinct()
                    .forEach(backup -> due.stream()
                            .filter(row -> row.backup().equals(backup))
                            .findFirst()
                            .ifPresent(this::pin));
            return due.size();
        });
    }

    private void pin(Row row) {
        Backup backup = backups.find(row.backup()).orElseThrow();
        int attempt = row.attempt() + 1;
        UUID pin = NameBasedId.of("pin", row.id().toString(), String.valueOf(attempt));
        Instant until = clock.instant().plus(settings.pin());
        catalogue.change(
                sql("update $queue set state = 'pinning', attempt = ?, pin = ?, pinned_until = ?, pinned_at = null"
                        + " where id = ?"),
                attempt,
                pin,
                until,
                row.id());
        outbox.add(
                Said.eventId("pinned", pin, until),
                new BackupPinned(row.backup(), backup.database(), pin, PINNED_BY, until));
        if (row.pin() != null) {
            unpin(backup, row.pin());
        }
    }

    void unpin(Backup backup, UUID pin) {
        outbox.add(Said.eventId("unpinned", pin), new BackupUnpinned(backup.id(), backup.database(), pin));
    }

    /** A pin has come back through the log, at this offset; the reading that waited for it, where it is one of ours. */
    Optional<Row> pinHeard(UUID pin, long offset) {
        int changed = catalogue.change(
                sql("update $queue set state = 'ready', pinned_at = ? where pin = ? and state = 'pinning'"),
                offset,
                pin);
        return changed == 0
                ? Optional.empty()
                : catalogue.row(sql("select * from $queue where pin = ?"), Row::read, pin);
    }

    /** The next reading that may begin, leased to this worker. */
    Optional<Row> claim(UUID worker, String which) {
        return catalogue.row(
                sql("update $queue set state = 'running', worker = ?, started_at = ?,"
                        + " lease_until = now() + ? * interval '1 millisecond' where id = (select id from"
                        + " $queue where state = 'ready' and " + which
                        + " order by due_at limit 1 for update skip locked) returning *"),
                Row::read,
                worker,
                clock.instant(),
                settings.lease().toMillis());
    }

    /** Keeps the lease and the pin; false where the lease is another's by now. */
    boolean renew(Lease lease) {
        return catalogue.transaction(() -> {
            Optional<Instant> pinnedUntil = catalogue.row(
                    sql("update $queue set lease_until = now() + ? * interval '1 millisecond' where id = ? and"
                            + " attempt = ? and worker = ? and state = 'running' returning pinned_until"),
                    row -> requireNonNull(Catalogue.instant(row, "pinned_until")),
                    settings.lease().toMillis(),
                    lease.id(),
                    lease.attempt(),
                    lease.worker());
            pinnedUntil
                    .filter(until -> until.isBefore(clock.instant().plus(half(settings.pin()))))
                    .ifPresent(soon -> pinLonger(lease));
            return pinnedUntil.isPresent();
        });
    }

    private static Duration half(Duration whole) {
        return whole.dividedBy(2);
    }

    private void pinLonger(Lease lease) {
        Instant until = clock.instant().plus(settings.pin());
        UUID pin = catalogue
                .row(
                        sql("update $queue set pinned_until = ? where id = ? returning pin"),
                        row -> row.getObject("pin", UUID.class),
                        until,
                        lease.id())
                .orElseThrow();
        outbox.add(
                Said.eventId("pinned", pin, until),
                new BackupPinned(lease.backup(), lease.database(), pin, PINNED_BY, until));
    }

    /**
     * The pin of a reading that is about to be recorded, locked until the transaction ends; empty where the lease is another's
     * by now.
     */
    Optional<UUID> fence(Lease lease) {
        return catalogue.row(
                sql("select pin from $queue where id = ? and attempt = ? and worker = ? and state = 'running' for"
                        + " update"),
                row -> row.getObject("pin", UUID.class),
                lease.id(),
                lease.attempt(),
                lease.worker());
    }

    /** The worker stops; somebody else begins anew, at once. */
    void handBack(Lease lease) {
        catalogue.change(
                sql("update $queue set state = 'due', worker = null, lease_until = null, due_at = ?"
                        + " where id = ? and attempt = ? and worker = ? and state = 'running'"),
                clock.instant(),
                lease.id(),
                lease.attempt(),
                lease.worker());
    }

    /**
     * What dead workers left behind is due again, later each time: it may be what they died of. A pin whose time ran out
     * before a worker came is no protection any more.
     */
    void takeBackFromTheDead() {
        catalogue.transaction(() -> {
            Backoff backoff =
                    new Backoff(settings.retry().first(), settings.retry().longest());
            List<Row> dead = catalogue.rows(
                    sql("select * from $queue where state = 'running' and lease_until < now()"
                            + " or state in ('pinning', 'ready') and pinned_until < ? for update skip locked"),
                    Row::read,
                    clock.instant().plus(settings.lease()));
            dead.forEach(row -> catalogue.change(
                    sql("update $queue set state = 'due', worker = null, lease_until = null, due_at = ? where id = ?"),
                    row.attempt() == 1 ? clock.instant() : clock.instant().plus(backoff.after(row.attempt() - 2)),
                    row.id()));
            return dead.size();
        });
    }
}
