package io.holdfast.dump.postgres;

import static io.holdfast.events.log.CatalogueDatabaseClient.instant;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.CatalogueDatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Statistics of all runs in the catalog; NaN if the catalog is unavailable. */
@ApplicationScoped
public class RunStatistics {

    /** Caches the values, because one scrape reads many series. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final CatalogueDatabaseClient catalogue;
    private final Clock clock;
    private Map<String, Instant> lastSuccess = Map.of();
    private Instant readAt = Instant.EPOCH;

    RunStatistics(CatalogueDatabaseClient catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Returns the number of waiting and running backups. */
    public double open() {
        return count("");
    }

    /** Returns the number of waiting and running backups that Holdfast's services requested. */
    public double openOfServices() {
        return count(" and of_service");
    }

    private double count(String which) {
        try {
            return catalogue
                    .row(
                            "select count(*) from backup where state in ('queued', 'running', 'waiting')" + which,
                            row -> row.getDouble(1))
                    .orElseThrow();
        } catch (CatalogueDatabaseException e) {
            return Double.NaN;
        }
    }

    /** Returns the start time of the newest completed run, in seconds since 1970; NaN if there is none. */
    public synchronized double lastSuccess(DatabaseId database, BackupKind kind) {
        try {
            refresh();
        } catch (CatalogueDatabaseException e) {
            return Double.NaN;
        }
        Instant last = lastSuccess.get(database + "/" + kind);
        return last == null ? Double.NaN : last.toEpochMilli() / 1000.0;
    }

    private void refresh() {
        Instant now = clock.instant();
        if (readAt.plus(FRESH).isAfter(now)) {
            return;
        }
        Map<String, Instant> read = new HashMap<>();
        catalogue.rows(
                "select database, kind, max(started_at) as last from backup where state = 'completed' group by 1, 2",
                row -> read.put(
                        row.getString("database") + "/" + row.getString("kind"),
                        Objects.requireNonNull(instant(row, "last"))));
        lastSuccess = Map.copyOf(read);
        readAt = now;
    }
}
