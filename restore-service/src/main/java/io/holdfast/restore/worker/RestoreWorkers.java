package io.holdfast.restore.worker;

import io.holdfast.events.lease.LeasedTaskWorker;
import io.holdfast.events.log.EventLogCatchUpGate;
import io.holdfast.restore.metrics.RestoreMetrics;
import io.holdfast.restore.postgres.PreRestoreBackupGate;
import io.holdfast.restore.postgres.RestoreQueue;
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

/** The worker of this process, and the periodic tasks that supply it with work. */
@ApplicationScoped
class RestoreWorkers {

    private static final Logger LOG = Logger.getLogger(RestoreWorkers.class);
    private static final Duration CLEARING = Duration.ofMinutes(10);

    private final EventLogCatchUpGate catchUpGate;
    private final RestoreQueue queue;
    private final PreRestoreBackupGate preRestoreBackups;
    private final PlanRequestedRestores planRequestedRestores;
    private final RetryDatabaseDrops retryDatabaseDrops;
    private final RestoreMetrics meters;
    private final RestoreSettings.Restore settings;
    private final LeasedTaskWorker<RestoreTask> worker;
    private boolean safeguardsRequested;
    private final ScheduledExecutorService ticks = Executors.newScheduledThreadPool(
            3, work -> Thread.ofPlatform().daemon().name("restore-ticks").unstarted(work));

    RestoreWorkers(
            EventLogCatchUpGate catchUpGate,
            RestoreQueue queue,
            PreRestoreBackupGate preRestoreBackups,
            PlanRequestedRestores planRequestedRestores,
            RetryDatabaseDrops retryDatabaseDrops,
            RestoreTaskHandler work,
            RestoreMetrics meters,
            RestoreSettings settings) {
        this.catchUpGate = catchUpGate;
        this.queue = queue;
        this.preRestoreBackups = preRestoreBackups;
        this.planRequestedRestores = planRequestedRestores;
        this.retryDatabaseDrops = retryDatabaseDrops;
        this.meters = meters;
        this.settings = settings.restore();
        this.worker = new LeasedTaskWorker<>("restorer", catchUpGate, work, this.settings.poll());
    }

    void atStartUp(@Observes StartupEvent event) {
        worker.start();
        every(settings.poll().toMillis(), this::findWork);
        every(settings.poll().toMillis(), this::plan);
        every(settings.heartbeat().toMillis(), worker::renew);
        every(settings.heartbeat().toMillis(), meters::update);
        every(CLEARING.toMillis(), retryDatabaseDrops::retryDue);
    }

    void atShutdown(@Observes ShutdownEvent event) {
        ticks.shutdownNow();
        safely(worker::stop);
    }

    private void findWork() {
        if (catchUpGate.isComplete()) {
            if (!safeguardsRequested) {
                preRestoreBackups.requestAgain();
                safeguardsRequested = true;
            }
            queue.reclaimExpired();
            preRestoreBackups.endThoseTooLate();
            queue.pinDue();
        }
    }

    private void plan() {
        while (catchUpGate.isComplete() && planRequestedRestores.planNext()) {
            LOG.debug("planned");
        }
    }

    private void every(long milliseconds, Runnable work) {
        ticks.scheduleWithFixedDelay(() -> safely(work), milliseconds, milliseconds, TimeUnit.MILLISECONDS);
    }

    /**
     * Catches exceptions, because a scheduled task that throws is never run again. The catalog may be unavailable only for a
     * short time.
     */
    private static void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf("A periodic task of restores failed and is retried: %s", e.getMessage());
        }
    }
}
