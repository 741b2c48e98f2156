package io.holdfast.dump.health;

import io.holdfast.dump.worker.WorkerPulse;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive means that the threads which do the work have not died: then only a restart helps. */
@Liveness
@ApplicationScoped
class WorkersAlive implements HealthCheck {

    private final WorkerPulse pulse;

    WorkersAlive(WorkerPulse pulse) {
        this.pulse = pulse;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("workers").status(pulse.isAlive()).build();
    }
}
