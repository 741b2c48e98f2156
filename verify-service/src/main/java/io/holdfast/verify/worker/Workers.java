package io.holdfast.verify.worker;

import io.holdfast.events.log.Replay;
import io.holdfast.events.tracing.Trail;
import io.holdfast.events.working.Worker;
import io.holdfast.verify.metrics.KeyMeter;
import io.holdfast.verify.metrics.VerificationMeters;
import io.holdfast.verify.postgres.CatalogueHistories;
import io.holdfast.verify.postgres.CopyLooks;
import io.holdfast.verify.postgres.Repetition;
import io.holdfast.verify.postgres.Verdicts;
import io.holdfast.verify.postgres.VerificationQueue;
import io.holdfast.verify.settings.ScratchSettings;
import io.holdfast.verify.settings.TrustedLevels;
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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The workers of this process, and what has to happen now and then so that they find work and keep it. */
@ApplicationScoped
class Workers {

    private static final Logger LOG = Logger.getLogger(Workers.class);
    private static final String REPEATER = "verifier-repeating";

    private final Replay replay;
    private final VerificationQueue queue;
    private final CopyLooks copyLooks;
    private final Repetition repetition;
    private final KeysThatCame keysThatCame;
    private final VerificationMeters meters;
    private final KeyMeter keyMeter;
    private final VerifySettings.Verify settings;
    private final Drilling drilling;
    private final DrillRounds drillRounds;
    private final ProbeRounds probeRounds;
    private final List<Worker<?>> workers;
    private final ScheduledExecutorService ticks = Executors.newScheduledThreadPool(
            5, work -> Thread.ofPlatform().daemon().name("verify-ticks").unstarted(work));

    Workers(
            Replay replay,
            VerificationQueue queue,
            CopyLooks copyLooks,
            Repetition repetition,
            KeysThatCame keysThatCame,
            Verdicts verdicts,
            StoredCopies copies,
            PgRestoreArchives archives,
            CatalogueHistories histories,
            TrustedLevels trusting,
            VerificationMeters meters,
            KeyMeter keyMeter,
            Drilling drilling,
            DrillRounds drillRounds,
            ProbeRounds probeRounds,
            Trail trail,
            ScratchSettings scratch,
            VerifySettings settings) {
        this.replay = replay;
        this.queue = queue;
        this.copyLooks = copyLooks;
        this.repetition = repetition;
        this.keysThatCame = keysThatCame;
        this.meters = meters;
        this.keyMeter = keyMeter;
        this.settings = settings.verify();
        VerifyBackup verifyBackup = new VerifyBackup(
                copies, archives, histories, new Expectations(this.settings.suspiciousPercent()), trusting);
        this.drilling = drilling;
        this.drillRounds = drillRounds;
        this.probeRounds = probeRounds;
        Stream<Worker<?>> verifiers = threads(this.settings.workers())
                .map(name -> new Worker<>(
                        name,
                        replay,
                        new Verifying(
                                queue, verifyBackup, verdicts, meters, trail, this::pinSoon, name.equals(REPEATER)),
                        this.settings.poll()));
        Stream<Worker<?>> driller = Stream.<Worker<?>>of(
                        new Worker<>("driller", replay, drilling, this.settings.poll()))
                .filter(worker -> scratch.isConfigured() && this.settings.workers() > 0);
        this.workers = Stream.concat(verifiers, driller).toList();
    }

    /** One more than configured: repetitions have a thread of their own, so that they keep no new backup waiting. */
    private static Stream<String> threads(int number) {
        return Stream.concat(
                IntStream.rangeClosed(1, number).mapToObj(each -> "verifier-" + each),
                Stream.of(REPEATER).limit(number));
    }

    void atStartUp(@Observes StartupEvent event) {
        workers.forEach(Worker::start);
        every(settings.poll().toMillis(), this::findWork);
        every(settings.heartbeat().toMillis(), () -> afterReplay(repetition::plan));
        every(settings.heartbeat().toMillis(), () -> workers.forEach(Worker::renew));
        every(settings.heartbeat().toMillis(), meters::look);
        every(settings.heartbeat().toMillis(), keyMeter::look);
        every(settings.heartbeat().toMillis(), drilling::measure);
        every(settings.heartbeat().toMillis(), () -> afterReplay(drillRounds::look));
        every(settings.heartbeat().toMillis(), () -> afterReplay(probeRounds::look));
    }

    void atShutdown(@Observes ShutdownEvent event) {
        ticks.shutdownNow();
        workers.forEach(worker -> safely(worker::stop));
    }

    private void findWork() {
        if (replay.isComplete()) {
            queue.takeBackFromTheDead();
            keysThatCame.planOnce();
            copyLooks.plan();
            queue.pinDue();
        }
    }

    /** Of one database only two verifications wait at a time, so a worker that is fast would wait for the next look. */
    private void pinSoon() {
        try {
            ticks.execute(() -> safely(queue::pinDue));
        } catch (RejectedExecutionException e) {
            LOG.debug("the service stops", e);
        }
    }

    private void afterReplay(Runnable work) {
        if (replay.isComplete()) {
            work.run();
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
