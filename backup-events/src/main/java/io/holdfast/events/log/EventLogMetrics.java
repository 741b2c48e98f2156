package io.holdfast.events.log;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;

/** Metrics of the outbox, of the catch-up with the event log, and of the clock skew; read at each scrape. */
@ApplicationScoped
public class EventLogMetrics {

    private final DataSource catalogue;
    private final EventLogCatchUpGate catchUpGate;
    private final MeterRegistry registry;
    private final Clock clock;

    EventLogMetrics(DataSource catalogue, EventLogCatchUpGate catchUpGate, MeterRegistry registry, Clock clock) {
        this.catalogue = catalogue;
        this.catchUpGate = catchUpGate;
        this.registry = registry;
        this.clock = clock;
    }

    void atStartUp(@Observes StartupEvent event) {
        registry.gauge("holdfast_outbox_lag_seconds", this, EventLogMetrics::outboxLagSeconds);
        registry.gauge("holdfast_outbox_unsent", this, EventLogMetrics::unsent);
        registry.gauge("holdfast_log_replayed", catchUpGate, state -> state.isComplete() ? 1 : 0);
        registry.gauge("holdfast_clock_skew_seconds", this, EventLogMetrics::clockSkewSeconds);
    }

    /** Age of the oldest unsent row in seconds; 0 if all rows are sent, NaN if the catalog does not answer. */
    public double outboxLagSeconds() {
        return number(
                "select coalesce(extract(epoch from now() - min(written_at)), 0) from outbox where sent_at is null");
    }

    double unsent() {
        return number("select count(*) from outbox where sent_at is null");
    }

    /** How far this host's clock is ahead of the catalog's; negative if it is behind. */
    double clockSkewSeconds() {
        double theirs = number("select extract(epoch from clock_timestamp())");
        return clock.millis() / 1000.0 - theirs;
    }

    private double number(String sql) {
        try (Connection connection = catalogue.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getDouble(1) : Double.NaN;
        } catch (SQLException e) {
            return Double.NaN;
        }
    }
}
