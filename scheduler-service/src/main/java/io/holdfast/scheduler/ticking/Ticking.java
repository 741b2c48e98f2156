package io.holdfast.scheduler.ticking;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Ticks by the real clock; tests switch it off and tick themselves. */
@ApplicationScoped
class Ticking {

    private final Tick tick;

    Ticking(Tick tick) {
        this.tick = tick;
    }

    @Scheduled(identity = "slots", every = "${holdfast.scheduler.tick}", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        tick.run();
    }
}
