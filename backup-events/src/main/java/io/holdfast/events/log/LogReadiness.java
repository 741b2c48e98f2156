package io.holdfast.events.log;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means: the log has been read to its end, and what the service says is being sent. */
@Readiness
@ApplicationScoped
class LogReadiness implements HealthCheck {

    private final Replay replay;
    private final OutboxRelay relay;

    LogReadiness(Replay replay, OutboxRelay relay) {
        this.replay = replay;
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("log")
                .status(replay.isComplete() && relay.trouble().isEmpty())
                .withData("replayed", replay.isComplete())
                .withData("log", replay.trouble().isEmpty() ? "readable" : replay.trouble())
                .withData("outbox", relay.trouble().isEmpty() ? "sending" : relay.trouble())
                .build();
    }
}
