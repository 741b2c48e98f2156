package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.dumping.DumpRunRepository;
import io.holdfast.dump.dumping.ValidatedBackupRequest;
import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.events.log.EventLogCatchUpGate;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Worker threads that claim and execute runs. Each thread executes one run at a time. */
@ApplicationScoped
class DumpWorker {

    private static final Logger LOG = Logger.getLogger(DumpWorker.class);

    private final DumpRunRepository runs;
    private final ExecuteDumpAttempt runDump;
    private final RecordDumpOutcome record;
    private final RunsInProgress live;
    private final EventLogCatchUpGate catchUpGate;
    private final WorkerThreadMonitor liveness;
    private final DumpSettings.Dump settings;
    private final Semaphore wakeUp = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    DumpWorker(
            DumpRunRepository runs,
            ExecuteDumpAttempt runDump,
            RecordDumpOutcome record,
            RunsInProgress live,
            EventLogCatchUpGate catchUpGate,
            WorkerThreadMonitor liveness,
            DumpSettings settings) {
        this.runs = runs;
        this.runDump = runDump;
        this.record = record;
        this.live = live;
        this.catchUpGate = catchUpGate;
        this.liveness = liveness;
        this.settings = settings.dump();
    }

    void atStartUp(@Observes StartupEvent event) {
        for (int i = 1; i <= settings.workers(); i++) {
            Thread thread = Thread.ofPlatform().name("dump-worker-" + i).start(this::work);
            threads.add(thread);
            liveness.watch(thread);
        }
    }

    /** Wakes up a worker for a new request. */
    void onAccepted(@Observes(during = TransactionPhase.AFTER_SUCCESS) ValidatedBackupRequest request) {
        wakeUp.release();
    }

    /**
     * Starts no more runs. Running dumps may continue for the configured time. Then they are stopped and returned to the queue within
     * the grace period; otherwise, their leases expire. This is the first step of the shutdown, so all other parts still work.
     */
    void atShutdown(@Observes @Priority(1000) ShutdownEvent event) {
        stopping = true;
        wakeUp.release(threads.size());
        try {
            if (!end(settings.finishWithin())) {
                live.all().forEach(run -> run.stop(new DumpStopReason.ServiceStops()));
                if (!end(settings.stopGrace())) {
                    threads.forEach(Thread::interrupt);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether all threads have ended within this time. */
    private boolean end(Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        boolean ended = true;
        for (Thread thread : threads) {
            ended &= thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
        return ended;
    }

    private void work() {
        String lastError = "";
        while (!stopping) {
            try {
                boolean worked = catchUpGate.isComplete() && claimAndRun();
                lastError = "";
                if (!worked) {
                    pause();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // Outermost loop: the next run can succeed, and recovery handles a run that was not recorded.
                if (!lastError.equals(e.toString())) {
                    lastError = e.toString();
                    LOG.warn("A dump worker failed and will retry", e);
                }
                pauseAfterFailure();
            }
        }
    }

    private boolean claimAndRun() throws InterruptedException {
        Running run = runs.claim().orElse(null);
        if (run == null) {
            return false;
        }
        RunInProgress begun = live.begin(run);
        try {
            if (stopping) {
                begun.stop(new DumpStopReason.ServiceStops());
            }
            LOG.infof("%s: attempt %d started: %s", run.request().backup(), run.attempt(), run.artifact());
            DumpOutcome outcome = runDump.carryOut(begun);
            record.record(begun, outcome);
            LOG.infof("%s: attempt %d: %s", run.request().backup(), run.attempt(), DumpOutcomeFormatter.of(outcome));
        } finally {
            live.end(begun);
        }
        return true;
    }

    private void pause() throws InterruptedException {
        wakeUp.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void pauseAfterFailure() {
        try {
            pause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
