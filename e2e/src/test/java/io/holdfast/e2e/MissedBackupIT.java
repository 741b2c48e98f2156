package io.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.localstack.ServiceProcess;
import io.holdfast.localstack.testing.NeedsProgram;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A missed backup triggers an alert in Prometheus. A deadline and a recurrence are at least a minute, so the test takes
 * minutes.
 */
@Tag("long")
@NeedsProgram("prometheus")
class MissedBackupIT {

    private static final String MISSED = "HoldfastBackupMissed";
    private static final Duration SLOT_AND_DEADLINE = Duration.ofMinutes(4);

    @Test
    void a_backup_that_does_not_come_fires_an_alert() throws IOException, InterruptedException {
        try (Installation installation = Installation.start(
                        plan -> plan.with("scheduler-service", "holdfast.databases.app.schedules.full", "* * * * *")
                                .with("scheduler-service", "holdfast.databases.app.deadline", "1m")
                                .with("scheduler-service", "holdfast.scheduler.grace", "1s")
                                .with("scheduler-service", "holdfast.scheduler.settling", "1s")
                                .with("scheduler-service", "holdfast.scheduler.tick", "1s"),
                        "app");
                Prometheus prometheus = Prometheus.start(installation.stack())) {
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> prometheus
                            .get("/api/v1/rules")
                            .findValuesAsText("name")
                            .contains(MISSED));
            assertThat(firing(prometheus)).isEmpty();

            installation.stack().service("dump-service").ifPresent(ServiceProcess::terminate);

            await().atMost(SLOT_AND_DEADLINE)
                    .untilAsserted(() -> assertThat(firing(prometheus))
                            .singleElement()
                            .satisfies(alert -> {
                                assertThat(alert.at("/labels/database").asText())
                                        .isEqualTo("app");
                                assertThat(alert.at("/labels/severity").asText())
                                        .isEqualTo("critical");
                                assertThat(alert.at("/annotations/runbook_url").asText())
                                        .endsWith("#holdfastbackupmissed");
                            }));
        }
    }

    private static Stream<JsonNode> firing(Prometheus prometheus) throws IOException, InterruptedException {
        return prometheus
                .get("/api/v1/alerts")
                .path("alerts")
                .valueStream()
                .filter(alert -> alert.at("/labels/alertname").asText().equals(MISSED)
                        && alert.path("state").asText().equals("firing"));
    }
}
