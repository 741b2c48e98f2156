package io.holdfast.verify.worker;

import io.holdfast.events.log.Replay;
import io.holdfast.verify.metrics.VerificationMeters;
import io.holdfast.verify.postgres.CatalogueHistories;
import io.holdfast.verify.postgres.Repetition;
import io.holdfast.verify.postgres.Verdicts;
import io.holdfast.verify.postgres.VerificationQueue;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.storage.PgRestoreArchives;
import io.holdfast.verify.storage.StoredCopies;
import io.holdfast.verify.verifying.Expectations;
import io.holdfast.verify.verifying.VerifyBackup;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** The workers of this process, and what has to happen now and then so that they find work and keep it. */
@ApplicationScoped
class Workers {

    private static final Logger LOG = Logger.getLogger(Workers.class);

    private final Replay replay;
    private final VerificationQueue queue;
    private final Repetition repetition;
    private final VerificationMeters meters;
    private final VerifySettings.Verify settings;
    private final List<Worker> workers;
    private final ScheduledExecutorService ticks = Executors.newScheduledThreadPool(
            2, work -> Thread.ofPlatform().daemon().name("verify-ticks").unstarted(work));

    Workers(
            Replay replay,
            VerificationQueue queue,
            Repetition repetition,
            Verdicts verdicts,
            StoredCopies copies,
            PgRestoreArchives archives,
            CatalogueHistories histories,
            VerificationMeters meters,
            VerifySettings settings) {
        this.replay = replay;
        this.queue = queue;
        this.repetition = repetition;
        this.meters = meters;
        this.settings = settings.verify();
        VerifyBackup verifyBackup =
                new VerifyBackup(copies, archives, histories, new Expectations(this.settings.suspiciousPercent()));
        this.workers = IntStream.rangeClosed(1, this.settings.workers())
                .mapToObj(number ->
                        new Worker(number, replay, queue, verifyBackup, verdicts, meters, this.settings.poll()))
                .toList();
    }

    void atStartUp(@Observes StartupEvent event) {
        workers.forEach(Worker::start);
        every(settings.poll().toMillis(), this::findWork);
        every(settings.heartbeat().toMillis(), () -> workers.forEach(Worker::renew));
        every(settings.heartbeat().toMillis(), meters::look);
    }

    void atShutdown(@Observes ShutdownEvent event) {
        ticks.shutdownNow();
        workers.forEach(worker -> safely(worker::stop));
    }

    private void findWork() {
        if (replay.isComplete()) {
            queue.takeBackFromTheDead();
            repetition.plan();
            queue.pinDue();
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
            LOG.warnf("Verifying waits: %s", e.getMessage());
        }
    }
}
