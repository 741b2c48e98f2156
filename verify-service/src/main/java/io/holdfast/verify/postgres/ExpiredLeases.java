package io.holdfast.verify.postgres;

import io.holdfast.events.log.JdbcCatalogue;
import io.holdfast.verify.postgres.PinnedQueue.Lease;
import io.holdfast.verify.postgres.PinnedQueue.Row;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.verifying.VerificationBackoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What workers of a {@link PinnedQueue} leave behind that do not come back: a lease that ends without a result is a death. */
final class ExpiredLeases {

    /** A reading during which so many workers have died is set aside. */
    static final int MOST_DEATHS = 3;

    /** What is set aside is tried again so much later. */
    static final Duration SET_ASIDE = Duration.ofDays(1);

    private final String table;
    private final JdbcCatalogue catalogue;
    private final Clock clock;
    private final Duration lease;
    private final VerificationBackoff backoff;

    ExpiredLeases(String table, JdbcCatalogue catalogue, Clock clock, VerifySettings.Verify settings) {
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
     * What dead workers left behind is due again, later each time: it may be what they died of. After {@link #MOST_DEATHS} it is not.
     * A pin whose time ran out before a worker came is no protection any more.
     *
     * @param setAside ends a reading that is to be set aside, and announces that
     */
    void takeBack(Consumer<Row> setAside) {
        catalogue.transaction(() -> {
            List<Row> dead = catalogue.rows(
                    sql(
                            "update $queue set deaths = deaths + 1, died_attempt = attempt where id in (select id from $queue"
                                    + " where state = 'running' and lease_until < now() for update skip locked) returning *"),
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

    /** A worker that lost its lease and asks for it has not died: it was paused, or the catalogue was away. */
    void isAlive(Lease lost) {
        catalogue.change(
                sql("update $queue set deaths = deaths - 1, died_attempt = null"
                        + " where id = ? and died_attempt = ? and state <> 'ended'"),
                lost.id(),
                lost.attempt());
    }
}
