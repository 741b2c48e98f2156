package io.holdfast.scheduler.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The service is ready if an evaluation succeeded within the last minute. */
@Readiness
@ApplicationScoped
class ScheduleEvaluationReadinessCheck implements HealthCheck {

    private static final Duration RECENT = Duration.ofMinutes(1);

    private final EvaluateSchedules evaluateSchedules;
    private final Clock clock;

    ScheduleEvaluationReadinessCheck(EvaluateSchedules evaluateSchedules, Clock clock) {
        this.evaluateSchedules = evaluateSchedules;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        Instant succeeded = evaluateSchedules.succeeded();
        return HealthCheckResponse.named("slots")
                .status(Duration.between(succeeded, clock.instant()).compareTo(RECENT) <= 0)
                .withData("looked-at", succeeded.toString())
                .withData("trouble", evaluateSchedules.lastError())
                .build();
    }
}
