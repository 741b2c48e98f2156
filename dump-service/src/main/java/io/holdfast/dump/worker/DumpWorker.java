package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.AcceptedRequest;
import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.dumping.DumpRunRepository;
import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.events.log.CatchUpGate;
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

/** Threads that claim runs and carry them out, one at a time each. */
@ApplicationScoped
class DumpWorker {

    private static final Logger LOG = Logger.getLogger(DumpWorker.class);

    private final DumpRunRepository runs;
    private final RunDump runDump;
    private final RecordOutcome record;
    private final RunsInProgress live;
    private final CatchUpGate catchUpGate;
    private final WorkerLiveness pulse;
    private final DumpSettings.Dump settings;
    private final Semaphore bell = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    DumpWorker(
            DumpRunRepository runs,
            RunDump runDump,
            RecordOutcome record,
            RunsInProgress live,
            CatchUpGate catchUpGate,
            WorkerLiveness pulse,
            DumpSettings settings) {
        this.runs = runs;
        this.runDump = runDump;
        this.record = record;
        this.live = live;
        this.catchUpGate = catchUpGate;
        this.pulse = pulse;
        this.settings = settings.dump();
    }

    void atStartUp(@Observes StartupEvent event) {
        for (int i = 1; i <= settings.workers(); i++) {
            Thread thread = Thread.ofPlatform().name("dump-worker-" + i).start(this::work);
            threads.add(thread);
            pulse.watch(thread);
        }
    }

    /** A request that was just written down need not wait for the next look. */
    void onAccepted(@Observes(during = TransactionPhase.AFTER_SUCCESS) AcceptedRequest request) {
        bell.release();
    }

    /**
     * Begins nothing more, lets what runs go on for as long as is allowed, then ends it and hands it back within the grace. What does not
     * make it, the lease's end hands back. The first to stop: until then everything else in the process works as ever.
     */
    void atShutdown(@Observes @Priority(1000) ShutdownEvent event) {
        stopping = true;
        bell.release(threads.size());
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

    /** Whether all threads have ended within this time. */
    private boolean end(Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        boolean ended = true;
        for (Thread thread : threads) {
            ended &= thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
        return ended;
    }

    private void work() {
        String trouble = "";
        while (!stopping) {
            try {
                boolean worked = catchUpGate.isComplete() && claimAndRun();
                trouble = "";
                if (!worked) {
                    pause();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // The outermost loop: whatever it was, the next run may go well; an unrecorded one is recovered.
                if (!trouble.equals(e.toString())) {
                    trouble = e.toString();
                    LOG.warn("A worker pauses", e);
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
            LOG.infof("%s: attempt %d begins: %s", run.request().backup(), run.attempt(), run.artifact());
            DumpOutcome outcome = runDump.carryOut(begun);
            record.record(begun, outcome);
            LOG.infof("%s: attempt %d: %s", run.request().backup(), run.attempt(), OutcomeText.of(outcome));
        } finally {
            live.end(begun);
        }
        return true;
    }

    private void pause() throws InterruptedException {
        bell.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void pauseAfterFailure() {
        try {
            pause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
