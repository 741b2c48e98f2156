package io.holdfast.dump.doctor;

import io.holdfast.dump.worker.WorkerLiveness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive means that the threads which do the work have not died: then only a restart helps. */
@Liveness
@ApplicationScoped
class WorkerThreadsLiveness implements HealthCheck {

    private final WorkerLiveness pulse;

    WorkerThreadsLiveness(WorkerLiveness pulse) {
        this.pulse = pulse;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("workers").status(pulse.isAlive()).build();
    }
}
