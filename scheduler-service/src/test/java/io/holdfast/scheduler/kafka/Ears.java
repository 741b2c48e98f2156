package io.holdfast.scheduler.kafka;

import jakarta.enterprise.context.ApplicationScoped;

/** Lets tests listen when they like. */
@ApplicationScoped
public class Ears {

    private final ListenToLog log;

    Ears(ListenToLog log) {
        this.log = log;
    }

    public void listen() {
        log.listen();
    }
}
