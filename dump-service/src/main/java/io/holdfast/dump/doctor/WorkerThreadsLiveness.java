package io.holdfast.dump.doctor;

import io.holdfast.dump.worker.WorkerLiveness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** The service is alive if all worker threads run. If one has died, a restart is required. */
@Liveness
@ApplicationScoped
class WorkerThreadsLiveness implements HealthCheck {

    private final WorkerLiveness liveness;

    WorkerThreadsLiveness(WorkerLiveness liveness) {
        this.liveness = liveness;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("workers").status(liveness.isAlive()).build();
    }
}
