package io.holdfast.scheduler.worker;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Starts evaluations periodically. Tests disable it and start evaluations themselves. */
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
