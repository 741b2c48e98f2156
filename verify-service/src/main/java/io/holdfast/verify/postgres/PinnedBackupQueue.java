package io.holdfast.verify.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.RetentionEvent.BackupPinned;
import io.holdfast.events.RetentionEvent.BackupUnpinned;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.Outbox;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.verifying.BackupToVerify;
import io.holdfast.verify.verifying.FairWorkItemSelector;
import io.holdfast.verify.verifying.VerdictEventMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A queue of backups to read, in one table of the catalog. Before a worker may read a backup, a pin is published. The worker
 * starts only after the service has received the pin from the event log with no intent to delete before it. The queue is fair
 * between databases, see {@link FairWorkItemSelector}. Items during which workers die are set aside.
 */
final class PinnedBackupQueue {

    private static final String PINNED_BY = "verify-service";

    private final String table;
    private final DueWorkQueries duePieces;
    private final ExpiredLeaseHandler deadWorkers;
    private final CatalogueDatabaseClient catalogue;
    private final VerifiableBackupRepository backups;
    private final Outbox outbox;
    private final Clock clock;
    private final VerifySettings.Verify settings;

    /** @param table table with the columns of {@code verification} from {@code id} to {@code started_at} */
    PinnedBackupQueue(
            String table,
            CatalogueDatabaseClient catalogue,
            VerifiableBackupRepository backups,
            Outbox outbox,
            Clock clock,
            VerifySettings.Verify settings) {
        this.table = table;
        this.duePieces = new DueWorkQueries(catalogue, table);
        this.deadWorkers = new ExpiredLeaseHandler(table, catalogue, clock, settings);
        this.catalogue = catalogue;
        this.backups = backups;
        this.outbox = outbox;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * One work item.
     *
     * @param deaths number of workers that died during it
     */
    record Row(
            UUID id,
            BackupId backup,
            String cause,
            int attempt,
            int tries,
            @Nullable UUID pin,
            long pinnedAt,
            int deaths) {

        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getObject("id", UUID.class),
                    new BackupId(row.getObject("backup", UUID.class)),
                    row.getString("cause"),
                    row.getInt("attempt"),
                    row.getInt("tries"),
                    row.getObject("pin", UUID.class),
                    row.getLong("pinned_at"),
                    row.getInt("deaths"));
        }
    }

    /** A lease of one attempt by one worker. */
    record Lease(UUID id, int attempt, UUID worker, BackupId backup, DatabaseId database) {}

    private String sql(String statement) {
        return statement.replace("$queue", table);
    }

    /**
     * Pins the next due backups in the order of {@link FairWorkItemSelector}.
     *
     * @param repetitions whether only repetitions or only other items are pinned
     * @param most maximum number of items that wait for a worker
     */
    void pinDue(boolean repetitions, int most) {
        if (most == 0) {
            return;
        }
        catalogue.transaction(() -> {
            if (!isAlone()) {
                return 0;
            }
            List<Row> due = duePieces.choose(repetitions, most, clock.instant());
            due.forEach(this::pin);
            return due.size();
        });
    }

    /**
     * Takes a lock until the transaction ends. Two replicas that counted the waiting items at the same time would pin too many.
     */
    private boolean isAlone() {
        return catalogue
                .row(
                        "select pg_try_advisory_xact_lock(hashtextextended(current_schema() || ?, 0))",
                        row -> row.getBoolean(1),
                        ".pin." + table)
                .orElse(false);
    }

    private void pin(Row row) {
        BackupToVerify backup = backups.find(row.backup()).orElseThrow();
        int attempt = row.attempt() + 1;
        UUID pin = NameBasedUuid.of("pin", row.id().toString(), String.valueOf(attempt));
        Instant until = clock.instant().plus(settings.pin());
        int changed = catalogue.change(
                sql("update $queue set state = 'pinning', attempt = ?, pin = ?, pinned_until = ?, pinned_at = null"
                        + " where id = ? and state = 'due'"),
                attempt,
                pin,
                until,
                row.id());
        if (changed == 0) {
            return;
        }
        outbox.add(
                VerdictEventMapper.eventId("pinned", pin, until),
                new BackupPinned(row.backup(), backup.database(), pin, PINNED_BY, until));
        if (row.pin() != null) {
            unpin(backup, row.pin());
        }
    }

    void unpin(BackupToVerify backup, UUID pin) {
        outbox.add(
                VerdictEventMapper.eventId("unpinned", pin), new BackupUnpinned(backup.id(), backup.database(), pin));
    }

    /**
     * Records that a pin was received from the event log at this offset. Returns the item that waited for it, if the pin is
     * from this queue.
     */
    Optional<Row> pinHeard(UUID pin, long offset) {
        int changed = catalogue.change(
                sql("update $queue set state = 'ready', pinned_at = ? where pin = ? and state = 'pinning'"),
                offset,
                pin);
        return changed == 0
                ? Optional.empty()
                : catalogue.row(sql("select * from $queue where pin = ?"), Row::read, pin);
    }

    /**
     * Leases the next item to this worker: of the database whose last start is the oldest. If a pin of such a database is still
     * on its way through the log, the claim waits for it, but no longer than a lease, because a pin may be lost.
     */
    Optional<Row> claim(UUID worker, boolean repetitions) {
        return catalogue.row(
                sql("""
                    update $queue set state = 'running', worker = ?, started_at = ?, turn = nextval('queue_turn'),
                      lease_until = now() + ? * interval '1 millisecond'
                    where id = (select v.id from $queue v
                      cross join lateral (select coalesce(max(o.turn), 0) as turn from $queue o
                        where o.database = v.database and o.repetition = v.repetition) last
                      where v.state = 'ready' and v.repetition = ?
                      and not exists (select 1 from $queue p where p.state = 'pinning' and p.repetition = v.repetition
                        and p.set_aside <= v.set_aside and p.pinned_until > ?
                        and (select coalesce(max(o.turn), 0) from $queue o
                             where o.database = p.database and o.repetition = p.repetition) < last.turn)
                      order by v.set_aside, last.turn, v.due_at, v.id limit 1 for update of v skip locked)
                    returning *"""),
                Row::read,
                worker,
                clock.instant(),
                settings.lease().toMillis(),
                repetitions,
                clock.instant().plus(settings.pin()).minus(settings.lease()));
    }

    /** Renews the lease and the pin. Returns false if another worker holds the lease. */
    boolean renew(Lease lease) {
        return catalogue.transaction(() -> {
            Optional<Instant> pinnedUntil = catalogue.row(
                    sql("update $queue set lease_until = now() + ? * interval '1 millisecond' where id = ? and"
                            + " attempt = ? and worker = ? and state = 'running' returning pinned_until"),
                    row -> requireNonNull(CatalogueDatabaseClient.instant(row, "pinned_until")),
                    settings.lease().toMillis(),
                    lease.id(),
                    lease.attempt(),
                    lease.worker());
            pinnedUntil
                    .filter(until -> until.isBefore(clock.instant().plus(half(settings.pin()))))
                    .ifPresent(soon -> pinLonger(lease));
            if (pinnedUntil.isEmpty()) {
                deadWorkers.isAlive(lease);
            }
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
                VerdictEventMapper.eventId("pinned", pin, until),
                new BackupPinned(lease.backup(), lease.database(), pin, PINNED_BY, until));
    }

    /**
     * Locks the pin of an item until the transaction ends, so that its result can be recorded. Empty if another worker holds
     * the lease.
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

    /** Releases an item when the worker stops. Another worker can start it again at once. */
    void release(Lease lease) {
        catalogue.change(
                sql("update $queue set state = 'due', worker = null, lease_until = null, due_at = ?"
                        + " where id = ? and attempt = ? and worker = ? and state = 'running'"),
                clock.instant(),
                lease.id(),
                lease.attempt(),
                lease.worker());
    }

    /** See {@link ExpiredLeaseHandler#takeBack}. */
    void reclaimExpired(Consumer<Row> setAside) {
        deadWorkers.takeBack(setAside);
    }
}
