package io.holdfast.verify.postgres;

import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.verify.postgres.PinnedBackupQueue.Lease;
import io.holdfast.verify.postgres.PinnedBackupQueue.Row;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.verifying.VerificationBackoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Handles the expired leases of a {@link PinnedBackupQueue}. A lease that expires without a result counts as a worker death. */
final class ExpiredLeaseHandler {

    /** Number of worker deaths after which an item is set aside. */
    static final int MOST_DEATHS = 3;

    /** Time before an item that is set aside is retried. */
    static final Duration SET_ASIDE = Duration.ofDays(1);

    private final String table;
    private final CatalogueDatabaseClient catalogue;
    private final Clock clock;
    private final Duration lease;
    private final VerificationBackoff backoff;

    ExpiredLeaseHandler(String table, CatalogueDatabaseClient catalogue, Clock clock, VerifySettings.Verify settings) {
        this.table = table;
        this.catalogue = catalogue;
        this.clock = clock;
        this.lease = settings.lease();
        this.backoff = new VerificationBackoff(
                settings.retry().first(), settings.retry().longest());
    }

    private String sql(String statement) {
        return statement.replace("$queue", table);
    }

    /**
     * Makes items of dead workers due again, with a growing delay, because the item may have caused the death. After {@link
     * #MOST_DEATHS} deaths an item is set aside instead. Also replaces pins that expired before a worker claimed the item.
     *
     * @param setAside ends an item that is set aside, and publishes the end
     */
    void takeBack(Consumer<Row> setAside) {
        catalogue.transaction(() -> {
            List<Row> dead = catalogue.rows(
                    sql("update $queue set deaths = deaths + 1, died_attempt = attempt where id in (select id from"
                            + " $queue where state = 'running' and lease_until < now() for update skip locked)"
                            + " returning *"),
                    Row::read);
            dead.forEach(row -> {
                if (row.deaths() < MOST_DEATHS) {
                    dueAgain(row, row.deaths());
                } else {
                    setAside.accept(row);
                }
            });
            List<Row> unpinned = catalogue.rows(
                    sql("select * from $queue where state in ('pinning', 'ready') and pinned_until < ?"
                            + " for update skip locked"),
                    Row::read,
                    clock.instant().plus(lease));
            unpinned.forEach(row -> dueAgain(row, row.attempt()));
            return dead.size() + unpinned.size();
        });
    }

    private void dueAgain(Row row, int times) {
        Instant now = clock.instant();
        catalogue.change(
                sql("update $queue set state = 'due', worker = null, lease_until = null, due_at = ? where id = ?"),
                times == 1 ? now : now.plus(backoff.after(times - 2)),
                row.id());
    }

    /** A worker that lost its lease and tries to renew it is not dead. It was paused, or could not reach the catalog. */
    void isAlive(Lease lost) {
        catalogue.change(
                sql("update $queue set deaths = deaths - 1, died_attempt = null"
                        + " where id = ? and died_attempt = ? and state <> 'ended'"),
                lost.id(),
                lost.attempt());
    }
}
