package io.holdfast.events.log;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The service is ready if the event log has been read to its end, and the outbox is being sent. */
@Readiness
@ApplicationScoped
class EventLogReadinessCheck implements HealthCheck {

    private final EventLogCatchUpGate catchUpGate;
    private final OutboxRelay relay;

    EventLogReadinessCheck(EventLogCatchUpGate catchUpGate, OutboxRelay relay) {
        this.catchUpGate = catchUpGate;
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("log")
                .status(catchUpGate.isComplete() && relay.lastError().isEmpty())
                .withData("replayed", catchUpGate.isComplete())
                .withData("log", catchUpGate.lastError().isEmpty() ? "readable" : catchUpGate.lastError())
                .withData("outbox", relay.lastError().isEmpty() ? "sending" : relay.lastError())
                .build();
    }
}
