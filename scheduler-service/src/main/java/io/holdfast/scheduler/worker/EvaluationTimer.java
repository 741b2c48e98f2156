package io.holdfast.scheduler.worker;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Ticks by the real clock; tests switch it off and tick themselves. */
@ApplicationScoped
class EvaluationTimer {

    private final EvaluateSchedules evaluateSchedules;

    EvaluationTimer(EvaluateSchedules evaluateSchedules) {
        this.evaluateSchedules = evaluateSchedules;
    }

    @Scheduled(identity = "slots", every = "${holdfast.scheduler.tick}", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        evaluateSchedules.run();
    }
}
