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
import io.holdfast.events.log.CatalogueErrorClassifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Writes down how an attempt went, and waits for the catalogue where it is away: the artifact is not lost for that. */
@ApplicationScoped
class RecordOutcome {

    private static final Logger LOG = Logger.getLogger(RecordOutcome.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private static final int MOST_FAILURES = 20;

    private final DumpRunRepository runs;
    private final RetryPolicy policy;
    private final Clock clock;

    RecordOutcome(DumpRunRepository runs, DumpSettings settings, Clock clock) {
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
            case DumpStopReason.CancellationRequested wish ->
                end(run, run.cancel(wish.by(), wish.reason()), stopped.complaint());
            case DumpStopReason.Stalled stalled ->
                end(
                        run,
                        fail(
                                run,
                                FailureReason.STALLED,
                                "No byte came from pg_dump for "
                                        + stalled.silence().toSeconds()
                                        + " s. Look for locks or a hanging disk on the server."),
                        stopped.complaint());
            case DumpStopReason.ServiceStops stops ->
                end(
                        run,
                        fail(run, FailureReason.INTERRUPTED, "The worker was stopped; the dump begins anew elsewhere."),
                        stopped.complaint());
            case DumpStopReason.LeaseLost lost -> {
                LOG.warnf(
                        "%s attempt %d is not ours any more; nothing is recorded",
                        run.request().backup(), run.attempt());
                // One of several destinations may have been sealed before another was found swept.
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
                            "%s attempt %d has been superseded; nothing is recorded",
                            run.request().backup(), run.attempt());
                    runs.unsettle(run.artifact());
                }
                return;
            } catch (RuntimeException e) {
                // A broken commit has no SQLSTATE; whether it was made, the fence tells the next try.
                if (!CatalogueErrorClassifier.isCauseOf(e) && ++failures == MOST_FAILURES) {
                    throw e;
                }
                LOG.warnf("%s waits to be recorded: %s", run.request().backup(), e.getMessage());
                Thread.sleep(BETWEEN_TRIES);
            }
        }
    }
}
