package io.holdfast.verify.worker;

import io.holdfast.events.lease.LeasedTaskWorker;
import io.holdfast.events.log.EventLogCatchUpGate;
import io.holdfast.events.tracing.TracePropagator;
import io.holdfast.verify.metrics.DecryptionKeyMetrics;
import io.holdfast.verify.metrics.VerificationMetrics;
import io.holdfast.verify.postgres.CopyCheckScheduler;
import io.holdfast.verify.postgres.JdbcBackupHistoryQueries;
import io.holdfast.verify.postgres.ScrubScheduler;
import io.holdfast.verify.postgres.VerdictRepository;
import io.holdfast.verify.postgres.VerificationQueue;
import io.holdfast.verify.settings.ConfiguredScratchServer;
import io.holdfast.verify.settings.ConfiguredTrustedLevelPolicy;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.storage.DestinationCopyReader;
import io.holdfast.verify.storage.PgRestoreArchiveDecoder;
import io.holdfast.verify.verifying.BackupPlausibilityCheck;
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

/** The verification workers of this process, and the periodic tasks that supply them with work. */
@ApplicationScoped
class VerificationWorkers {

    private static final Logger LOG = Logger.getLogger(VerificationWorkers.class);
    private static final String REPEATER = "verifier-repeating";

    private final EventLogCatchUpGate catchUpGate;
    private final VerificationQueue queue;
    private final CopyCheckScheduler copyCheckScheduler;
    private final ScrubScheduler scrubScheduler;
    private final RetryUndecryptedBackups retryOnKeyAvailable;
    private final VerificationMetrics meters;
    private final DecryptionKeyMetrics keyProbeMetrics;
    private final VerifySettings.Verify settings;
    private final DrillTaskHandler drillWork;
    private final DrillScheduler drillScheduler;
    private final VerifierSelfTestScheduler selfTestScheduler;
    private final List<LeasedTaskWorker<?>> workers;
    private final ScheduledExecutorService ticks = Executors.newScheduledThreadPool(
            5, work -> Thread.ofPlatform().daemon().name("verify-ticks").unstarted(work));

    VerificationWorkers(
            EventLogCatchUpGate catchUpGate,
            VerificationQueue queue,
            CopyCheckScheduler copyCheckScheduler,
            ScrubScheduler scrubScheduler,
            RetryUndecryptedBackups retryOnKeyAvailable,
            VerdictRepository verdictRepository,
            DestinationCopyReader copies,
            PgRestoreArchiveDecoder archives,
            JdbcBackupHistoryQueries histories,
            ConfiguredTrustedLevelPolicy trusting,
            VerificationMetrics meters,
            DecryptionKeyMetrics keyProbeMetrics,
            DrillTaskHandler drillWork,
            DrillScheduler drillScheduler,
            VerifierSelfTestScheduler selfTestScheduler,
            TracePropagator tracing,
            ConfiguredScratchServer scratch,
            VerifySettings settings) {
        this.catchUpGate = catchUpGate;
        this.queue = queue;
        this.copyCheckScheduler = copyCheckScheduler;
        this.scrubScheduler = scrubScheduler;
        this.retryOnKeyAvailable = retryOnKeyAvailable;
        this.meters = meters;
        this.keyProbeMetrics = keyProbeMetrics;
        this.settings = settings.verify();
        VerifyBackup verifyBackup = new VerifyBackup(
                copies, archives, histories, new BackupPlausibilityCheck(this.settings.suspiciousPercent()), trusting);
        this.drillWork = drillWork;
        this.drillScheduler = drillScheduler;
        this.selfTestScheduler = selfTestScheduler;
        Stream<LeasedTaskWorker<?>> verifiers = threads(this.settings.workers())
                .map(name -> new LeasedTaskWorker<>(
                        name,
                        catchUpGate,
                        new VerificationTaskHandler(
                                queue,
                                verifyBackup,
                                verdictRepository,
                                meters,
                                tracing,
                                this::pinSoon,
                                name.equals(REPEATER)),
                        this.settings.poll()));
        Stream<LeasedTaskWorker<?>> driller = Stream.<LeasedTaskWorker<?>>of(
                        new LeasedTaskWorker<>("driller", catchUpGate, drillWork, this.settings.poll()))
                .filter(worker -> scratch.isConfigured() && this.settings.workers() > 0);
        this.workers = Stream.concat(verifiers, driller).toList();
    }

    /** One thread more than configured: repetitions have their own thread, so that they do not delay a new backup. */
    private static Stream<String> threads(int number) {
        return Stream.concat(
                IntStream.rangeClosed(1, number).mapToObj(each -> "verifier-" + each),
                Stream.of(REPEATER).limit(number));
    }

    void atStartUp(@Observes StartupEvent event) {
        workers.forEach(LeasedTaskWorker::start);
        every(settings.poll().toMillis(), this::findWork);
        every(settings.heartbeat().toMillis(), () -> afterReplay(scrubScheduler::plan));
        every(settings.heartbeat().toMillis(), () -> workers.forEach(LeasedTaskWorker::renew));
        every(settings.heartbeat().toMillis(), meters::update);
        every(settings.heartbeat().toMillis(), keyProbeMetrics::update);
        every(settings.heartbeat().toMillis(), drillWork::measure);
        every(settings.heartbeat().toMillis(), () -> afterReplay(drillScheduler::check));
        every(settings.heartbeat().toMillis(), () -> afterReplay(selfTestScheduler::check));
    }

    void atShutdown(@Observes ShutdownEvent event) {
        ticks.shutdownNow();
        workers.forEach(worker -> safely(worker::stop));
    }

    private void findWork() {
        if (catchUpGate.isComplete()) {
            queue.reclaimExpired();
            retryOnKeyAvailable.planOnce();
            copyCheckScheduler.plan();
            queue.pinDue();
        }
    }

    /**
     * Pins again at once. Only two verifications of a database are pinned at a time, so a fast worker would otherwise wait for
     * the next poll.
     */
    private void pinSoon() {
        try {
            ticks.execute(() -> safely(queue::pinDue));
        } catch (RejectedExecutionException e) {
            LOG.debug("the service is stopping", e);
        }
    }

    private void afterReplay(Runnable work) {
        if (catchUpGate.isComplete()) {
            work.run();
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
            LOG.warnf("A periodic task of verification failed and is retried: %s", e.getMessage());
        }
    }
}
