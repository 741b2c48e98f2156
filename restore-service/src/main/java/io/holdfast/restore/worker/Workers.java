package io.holdfast.restore.worker;

import io.holdfast.events.log.Replay;
import io.holdfast.events.working.Worker;
import io.holdfast.restore.metrics.RestoreMeters;
import io.holdfast.restore.postgres.RestoreQueue;
import io.holdfast.restore.postgres.Safeguards;
import io.holdfast.restore.settings.RestoreSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The worker of this process, and what has to happen now and then so that it finds work and keeps it. */
@ApplicationScoped
class Workers {

    private static final Logger LOG = Logger.getLogger(Workers.class);
    private static final Duration CLEARING = Duration.ofMinutes(10);

    private final Replay replay;
    private final RestoreQueue queue;
    private final Safeguards safeguards;
    private final PlanRestores planRestores;
    private final RetryDrops retryDrops;
    private final RestoreMeters meters;
    private final RestoreSettings.Restore settings;
    private final Worker<Task> worker;
    private boolean safeguardsRequested;
    private final ScheduledExecutorService ticks = Executors.newScheduledThreadPool(
            3, work -> Thread.ofPlatform().daemon().name("restore-ticks").unstarted(work));

    Workers(
            Replay replay,
            RestoreQueue queue,
            Safeguards safeguards,
            PlanRestores planRestores,
            RetryDrops retryDrops,
            RestoreWork work,
            RestoreMeters meters,
            RestoreSettings settings) {
        this.replay = replay;
        this.queue = queue;
        this.safeguards = safeguards;
        this.planRestores = planRestores;
        this.retryDrops = retryDrops;
        this.meters = meters;
        this.settings = settings.restore();
        this.worker = new Worker<>("restorer", replay, work, this.settings.poll());
    }

    void atStartUp(@Observes StartupEvent event) {
        worker.start();
        every(settings.poll().toMillis(), this::findWork);
        every(settings.poll().toMillis(), this::plan);
        every(settings.heartbeat().toMillis(), worker::renew);
        every(settings.heartbeat().toMillis(), meters::look);
        every(CLEARING.toMillis(), retryDrops::look);
    }

    void atShutdown(@Observes ShutdownEvent event) {
        ticks.shutdownNow();
        safely(worker::stop);
    }

    private void findWork() {
        if (replay.isComplete()) {
            if (!safeguardsRequested) {
                safeguards.requestAgain();
                safeguardsRequested = true;
            }
            queue.takeBackFromTheDead();
            safeguards.endThoseTooLate();
            queue.pinDue();
        }
    }

    private void plan() {
        while (replay.isComplete() && planRestores.planNext()) {
            LOG.debug("planned");
        }
    }

    private void every(long milliseconds, Runnable work) {
        ticks.scheduleWithFixedDelay(() -> safely(work), milliseconds, milliseconds, TimeUnit.MILLISECONDS);
    }

    /** A scheduled action that throws is never run again; the catalogue may only be away for a while. */
    private static void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf("Restoring waits: %s", e.getMessage());
        }
    }
}
