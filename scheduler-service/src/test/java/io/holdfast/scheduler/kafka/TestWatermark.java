package io.holdfast.scheduler.kafka;

import jakarta.enterprise.context.ApplicationScoped;

/** Lets tests listen when they like. */
@ApplicationScoped
public class TestWatermark {

    private final UpdateLogWatermark log;

    TestWatermark(UpdateLogWatermark log) {
        this.log = log;
    }

    public void listen() {
        log.listen();
    }
}
