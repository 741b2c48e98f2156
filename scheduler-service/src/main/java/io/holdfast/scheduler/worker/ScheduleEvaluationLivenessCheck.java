package io.holdfast.scheduler.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * The service is alive if evaluations end, whether or not they succeed. A blocked evaluation requires a restart. An
 * evaluation that fails because the catalog is unavailable does not.
 */
@Liveness
@ApplicationScoped
class ScheduleEvaluationLivenessCheck implements HealthCheck {

    private static final Duration STUCK = Duration.ofMinutes(5);

    private final EvaluateSchedules evaluateSchedules;
    private final Clock clock;

    ScheduleEvaluationLivenessCheck(EvaluateSchedules evaluateSchedules, Clock clock) {
        this.evaluateSchedules = evaluateSchedules;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        Instant ended = evaluateSchedules.ended();
        return HealthCheckResponse.named("ticking")
                .status(Duration.between(ended, clock.instant()).compareTo(STUCK) <= 0)
                .withData("last-tick", ended.toString())
                .build();
    }
}
