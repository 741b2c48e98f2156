package io.holdfast.scheduler.worker;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Starts evaluations periodically. Tests disable it and start evaluations themselves. */
@ApplicationScoped
class ScheduleEvaluationJob {

    private final EvaluateSchedules evaluateSchedules;

    ScheduleEvaluationJob(EvaluateSchedules evaluateSchedules) {
        this.evaluateSchedules = evaluateSchedules;
    }

    @Scheduled(identity = "slots", every = "${holdfast.scheduler.tick}", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        evaluateSchedules.run();
    }
}
