package io.holdfast.retention.worker;

import io.holdfast.events.log.CatalogueSqlErrorClassifier;
import io.holdfast.events.log.EventLogCatchUpGate;
import io.holdfast.retention.copying.AnnounceProtectedBackups;
import io.holdfast.retention.copying.CopyDestinationProvider.Place;
import io.holdfast.retention.copying.MakeMissingCopies;
import io.holdfast.retention.copying.MakeMissingCopies.Result;
import io.holdfast.retention.copying.MissingCopyQueue;
import io.holdfast.retention.settings.CopyingSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs one thread for each destination, so that a long copy or an unreachable destination delays no other destination.
 */
@ApplicationScoped
class CopyWorkers {

    private static final Logger LOG = Logger.getLogger(CopyWorkers.class);

    /** How long a stopping service waits for its copies to stop. The lease ends the claims of the others. */
    private static final Duration STOP_GRACE = Duration.ofSeconds(3);

    private final EventLogCatchUpGate catchUpGate;
    private final MissingCopyQueue missingCopyQueue;
    private final MakeMissingCopies copying;
    private final AnnounceProtectedBackups protecting;
    private final CopyOutcomeReporter reporting;
    private final CopyingSettings settings;
    private final List<Thread> threads = new ArrayList<>();
    private final Semaphore bell = new Semaphore(0);
    private long refreshedAt;
    private volatile boolean due = true;
    private volatile boolean stopping;

    CopyWorkers(
            EventLogCatchUpGate catchUpGate,
            MissingCopyQueue missingCopyQueue,
            MakeMissingCopies copying,
            AnnounceProtectedBackups protecting,
            CopyOutcomeReporter reporting,
            CopyingSettings settings) {
        this.catchUpGate = catchUpGate;
        this.missingCopyQueue = missingCopyQueue;
        this.copying = copying;
        this.protecting = protecting;
        this.reporting = reporting;
        this.settings = settings;
    }

    void atStartUp(@Observes StartupEvent event) {
        for (Place place : missingCopyQueue.places()) {
            threads.add(
                    Thread.ofPlatform().daemon().name("copies-to-" + place.id()).start(() -> work(place.id())));
        }
    }

    void atShutdown(@Observes ShutdownEvent event) {
        stopping = true;
        copying.stop();
        bell.release(threads.size());
        try {
            for (Thread thread : threads) {
                thread.join(STOP_GRACE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs after the commit, because the records are not visible earlier. */
    void mayBeMissing(@Observes(during = TransactionPhase.AFTER_SUCCESS) MissingCopyCheckTrigger event) {
        due = true;
        bell.release();
    }

    private void work(String destination) {
        while (!stopping) {
            try {
                if (!checkAndCopy(destination)) {
                    bell.tryAcquire(settings.every().toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Returns whether a copy was made, so that another may be made at once. */
    private boolean checkAndCopy(String destination) {
        try {
            // Before the event log is read to its end, a deleted backup may look stored.
            if (!catchUpGate.isComplete()) {
                return false;
            }
            refresh();
            Result outcome = copying.next(destination);
            reporting.report(outcome);
            return outcome instanceof Result.Made;
        } catch (RuntimeException e) {
            // The outermost loop: after any failure, the lease ends and the copy is tried again.
            if (CatalogueSqlErrorClassifier.isCauseOf(e)) {
                LOG.warnf(
                        "Copying to %s is paused because the catalog database is unavailable: %s",
                        destination, e.getMessage());
            } else {
                LOG.errorf(e, "Copying to %s failed and will be retried", destination);
            }
            return false;
        }
    }

    private synchronized void refresh() {
        long now = System.nanoTime();
        if (due || now - refreshedAt > settings.lookEvery().toNanos()) {
            due = false;
            refreshedAt = now;
            try {
                missingCopyQueue.refresh();
                protecting.run();
            } catch (RuntimeException e) {
                due = true;
                throw e;
            }
        }
    }
}
