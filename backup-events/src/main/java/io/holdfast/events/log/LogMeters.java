package io.holdfast.events.log;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** How much is waiting in the outbox and whether the log has been read; asked when somebody scrapes. */
@ApplicationScoped
public class LogMeters {

    private final DataSource catalogue;
    private final Replay replay;
    private final MeterRegistry registry;

    LogMeters(DataSource catalogue, Replay replay, MeterRegistry registry) {
        this.catalogue = catalogue;
        this.replay = replay;
        this.registry = registry;
    }

    void atStartUp(@Observes StartupEvent event) {
        registry.gauge("holdfast_outbox_lag_seconds", this, LogMeters::outboxLagSeconds);
        registry.gauge("holdfast_outbox_unsent", this, LogMeters::unsent);
        registry.gauge("holdfast_log_replayed", replay, state -> state.isComplete() ? 1 : 0);
    }

    /** Age of the oldest unsent row in seconds, 0 where all is sent, NaN where the catalogue does not answer. */
    public double outboxLagSeconds() {
        return number(
                "select coalesce(extract(epoch from now() - min(written_at)), 0) from outbox where sent_at is null");
    }

    double unsent() {
        return number("select count(*) from outbox where sent_at is null");
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
