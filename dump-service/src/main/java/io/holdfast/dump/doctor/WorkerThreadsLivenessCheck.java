package io.holdfast.dump.doctor;

import io.holdfast.dump.worker.WorkerThreadMonitor;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** The service is alive if all worker threads run. If one has died, a restart is required. */
@Liveness
@ApplicationScoped
class WorkerThreadsLivenessCheck implements HealthCheck {

    private final WorkerThreadMonitor liveness;

    WorkerThreadsLivenessCheck(WorkerThreadMonitor liveness) {
        this.liveness = liveness;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("workers").status(liveness.isAlive()).build();
    }
}
