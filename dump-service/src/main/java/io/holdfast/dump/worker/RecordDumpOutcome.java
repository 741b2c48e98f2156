package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.AfterRunning;
import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.dumping.DumpRunRepository;
import io.holdfast.dump.dumping.RetryPolicy;
import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.worker.DumpOutcome.Failed;
import io.holdfast.dump.worker.DumpOutcome.Sealed;
import io.holdfast.dump.worker.DumpOutcome.Stopped;
import io.holdfast.events.FailureReason;
import io.holdfast.events.log.CatalogueSqlErrorClassifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Records the outcome of an attempt. It waits if the catalog is unavailable, so that the artifact is not lost. */
@ApplicationScoped
class RecordDumpOutcome {

    private static final Logger LOG = Logger.getLogger(RecordDumpOutcome.class);
    private static final Duration RETRY_INTERVAL = Duration.ofMillis(500);

    private static final int MAX_FAILURES = 20;

    private final DumpRunRepository runs;
    private final RetryPolicy policy;
    private final Clock clock;

    RecordDumpOutcome(DumpRunRepository runs, DumpSettings settings, Clock clock) {
        this.runs = runs;
        this.policy = new RetryPolicy(
                settings.dump().retry().first(), settings.dump().retry().longest());
        this.clock = clock;
    }

    void record(RunInProgress live, DumpOutcome outcome) throws InterruptedException {
        Running run = live.run();
        switch (outcome) {
            case Sealed sealed ->
                retryUntilRecorded(
                        run,
                        () -> runs.complete(
                                run,
                                run.complete(
                                        sealed.copies(),
                                        sealed.missing(),
                                        sealed.serverVersion(),
                                        sealed.clientVersion(),
                                        sealed.findings())));
            case Failed failed ->
                end(
                        run,
                        run.fail(failed.failure(), failed.message(), failed.sqlState(), policy, clock.instant()),
                        failed.complaint());
            case Stopped stopped -> stopped(run, stopped);
        }
    }

    private void stopped(Running run, Stopped stopped) throws InterruptedException {
        switch (stopped.reason()) {
            case DumpStopReason.CancellationRequested request ->
                end(run, run.cancel(request.by(), request.reason()), stopped.complaint());
            case DumpStopReason.Stalled stalled ->
                end(
                        run,
                        fail(
                                run,
                                FailureReason.STALLED,
                                "pg_dump produced no output for "
                                        + stalled.silence().toSeconds()
                                        + " s. Check the server for locks and for a disk that does not respond."),
                        stopped.complaint());
            case DumpStopReason.ServiceStops stops ->
                end(
                        run,
                        fail(
                                run,
                                FailureReason.INTERRUPTED,
                                "The worker was stopped. The dump restarts from the beginning."),
                        stopped.complaint());
            case DumpStopReason.LeaseLost lost -> {
                LOG.warnf(
                        "%s: the lease of attempt %d is lost; nothing is recorded",
                        run.request().backup(), run.attempt());
                // Some destinations may have been sealed before recovery removed the files at another one.
                runs.unsettle(run.artifact());
            }
        }
    }

    private AfterRunning fail(Running run, FailureReason failure, String message) {
        return run.fail(failure, message, policy, clock.instant());
    }

    private void end(Running run, AfterRunning after, String complaint) throws InterruptedException {
        retryUntilRecorded(run, () -> runs.end(run, after, complaint));
    }

    private void retryUntilRecorded(Running run, BooleanSupplier write) throws InterruptedException {
        for (int failures = 0; ; ) {
            try {
                if (!write.getAsBoolean()) {
                    LOG.warnf(
                            "%s: attempt %d is no longer current; nothing is recorded",
                            run.request().backup(), run.attempt());
                    runs.unsettle(run.artifact());
                }
                return;
            } catch (RuntimeException e) {
                // A failed commit has no SQLSTATE. The fence shows at the next attempt whether it was committed.
                if (!CatalogueSqlErrorClassifier.isCauseOf(e) && ++failures == MAX_FAILURES) {
                    throw e;
                }
                LOG.warnf(
                        "%s: the outcome cannot be recorded yet: %s",
                        run.request().backup(), e.getMessage());
                Thread.sleep(RETRY_INTERVAL);
            }
        }
    }
}
