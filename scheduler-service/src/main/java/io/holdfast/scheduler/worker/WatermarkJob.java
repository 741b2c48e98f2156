package io.holdfast.scheduler.worker;

import io.holdfast.scheduler.kafka.UpdateWatermark;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Apart from the tick, because a broker that is away answers slowly, and slots have to be requested meanwhile. */
@ApplicationScoped
class WatermarkJob {

    private final UpdateWatermark log;

    WatermarkJob(UpdateWatermark log) {
        this.log = log;
    }

    @Scheduled(identity = "log", every = "${holdfast.scheduler.tick}", concurrentExecution = ConcurrentExecution.SKIP)
    void listen() {
        log.listen();
    }
}
