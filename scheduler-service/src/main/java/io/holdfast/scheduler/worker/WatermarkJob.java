package io.holdfast.scheduler.worker;

import io.holdfast.scheduler.kafka.UpdateWatermark;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Updates the watermark periodically. It runs separately from the evaluation, because an unavailable broker must not delay it. */
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
