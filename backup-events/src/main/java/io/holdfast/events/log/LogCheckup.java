package io.holdfast.events.log;

import io.holdfast.events.Topic;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.OffsetSpec;

/** The catalog, the broker, the clocks and the outbox, as seen by this service. */
@ApplicationScoped
class LogCheckup implements Checkup {

    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(30);
    private static final Duration DANGEROUS_SKEW = Duration.ofMinutes(5);
    private static final Duration TOLERATED_LAG = Duration.ofSeconds(30);

    private final DataSource catalogue;
    private final KafkaAdmin broker;
    private final EventLogCatchUpGate catchUpGate;
    private final OutboxRelay relay;
    private final EventLogMetrics meters;
    private final Clock clock;

    LogCheckup(
            DataSource catalogue,
            KafkaAdmin broker,
            EventLogCatchUpGate catchUpGate,
            OutboxRelay relay,
            EventLogMetrics meters,
            Clock clock) {
        this.catalogue = catalogue;
        this.broker = broker;
        this.catchUpGate = catchUpGate;
        this.relay = relay;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public List<DoctorCheckResult> check() {
        List<DoctorCheckResult> checks = new ArrayList<>();
        checks.addAll(catalogueAndClock());
        checks.add(brokerAnswers());
        checks.add(
                catchUpGate.isComplete()
                        ? DoctorCheckResult.ok("log", "read to its end")
                        : DoctorCheckResult.warn(
                                "log", "not yet read to its end", "Wait. The service makes no decisions before that."));
        checks.add(outbox());
        return checks;
    }

    private List<DoctorCheckResult> catalogueAndClock() {
        try (Connection connection = catalogue.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select now(), current_setting('server_version')");
                ResultSet row = select.executeQuery()) {
            row.next();
            Instant theirs = row.getObject(1, java.time.OffsetDateTime.class).toInstant();
            return List.of(
                    DoctorCheckResult.ok("catalogue", "PostgreSQL " + row.getString(2) + " answers"),
                    clock(Duration.between(theirs, clock.instant()).abs()));
        } catch (SQLException e) {
            return List.of(DoctorCheckResult.fail(
                    "catalogue",
                    "does not answer: SQLSTATE " + e.getSQLState(),
                    "Start the catalog's server, or check quarkus.datasource.jdbc.url and its role."));
        }
    }

    private static DoctorCheckResult clock(Duration skew) {
        String message = "differs from the catalog's clock by " + skew.toMillis() + " ms";
        if (skew.compareTo(DANGEROUS_SKEW) > 0) {
            return DoctorCheckResult.fail(
                    "clock", message, "Synchronize the clocks (NTP). Until then, nothing is deleted.");
        }
        return skew.compareTo(TOLERATED_SKEW) > 0
                ? DoctorCheckResult.warn("clock", message, "Synchronize the clocks (NTP).")
                : DoctorCheckResult.ok("clock", message);
    }

    private DoctorCheckResult brokerAnswers() {
        try {
            int partitions = broker.offsets(Topic.BACKUP_EVENTS.topicName(), OffsetSpec.latest())
                    .size();
            return DoctorCheckResult.ok("broker", "answers; backup-events has " + partitions + " partitions");
        } catch (KafkaAdmin.BrokerUnavailable e) {
            return DoctorCheckResult.fail(
                    "broker", e.diagnosis().message(), e.diagnosis().hint());
        }
    }

    private DoctorCheckResult outbox() {
        double lag = meters.outboxLagSeconds();
        if (!relay.lastError().isEmpty()) {
            return DoctorCheckResult.fail(
                    "outbox",
                    "waits: " + relay.lastError(),
                    "Events are kept, and sent when the broker is available again.");
        }
        return lag > TOLERATED_LAG.toSeconds()
                ? DoctorCheckResult.warn(
                        "outbox", "the oldest unsent event is " + (long) lag + " s old", "Check the broker.")
                : DoctorCheckResult.ok("outbox", "sent");
    }
}
