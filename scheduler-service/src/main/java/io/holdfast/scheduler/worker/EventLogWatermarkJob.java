package io.holdfast.scheduler.worker;

import io.holdfast.scheduler.kafka.UpdateEventLogWatermark;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Updates the watermark periodically. It runs separately from the evaluation, because an unavailable broker must not delay it. */
@ApplicationScoped
class EventLogWatermarkJob {

    private final UpdateEventLogWatermark log;

    EventLogWatermarkJob(UpdateEventLogWatermark log) {
        this.log = log;
    }

    @Scheduled(identity = "log", every = "${holdfast.scheduler.tick}", concurrentExecution = ConcurrentExecution.SKIP)
    void update() {
        log.update();
    }
}
