package io.holdfast.scheduler.kafka;

import jakarta.enterprise.context.ApplicationScoped;

/** Lets tests update the watermark. */
@ApplicationScoped
public class TestWatermark {

    private final UpdateEventLogWatermark log;

    TestWatermark(UpdateEventLogWatermark log) {
        this.log = log;
    }

    public void update() {
        log.update();
    }
}
