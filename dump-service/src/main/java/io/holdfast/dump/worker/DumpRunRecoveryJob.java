package io.holdfast.dump.worker;

import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.storage.ArtifactNameReconciler;
import io.holdfast.events.log.EventLogCatchUpGate;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs the recovery at start-up and whenever a lease has expired. */
@ApplicationScoped
class DumpRunRecoveryJob {

    private static final Logger LOG = Logger.getLogger(DumpRunRecoveryJob.class);

    private final RecoverDumpRuns recoverRuns;
    private final ArtifactNameReconciler reservations;
    private final EventLogCatchUpGate catchUpGate;
    private final WorkerThreadMonitor liveness;
    private final DumpSettings.Dump settings;
    private final Thread thread =
            Thread.ofPlatform().name("dump-recovery").daemon().unstarted(this::watch);

    DumpRunRecoveryJob(
            RecoverDumpRuns recoverRuns,
            ArtifactNameReconciler reservations,
            EventLogCatchUpGate catchUpGate,
            WorkerThreadMonitor liveness,
            DumpSettings settings) {
        this.recoverRuns = recoverRuns;
        this.reservations = reservations;
        this.catchUpGate = catchUpGate;
        this.liveness = liveness;
        this.settings = settings.dump();
    }

    void atStartUp(@Observes StartupEvent event) {
        thread.start();
        liveness.watch(thread);
    }

    void atShutdown(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    private void watch() {
        String lastError = "";
        boolean prepared = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                TimeUnit.MILLISECONDS.sleep(settings.poll().toMillis());
                // Before the event log is read to the end, the artifact of a completed backup can look like a leftover.
                if (!catchUpGate.isComplete()) {
                    continue;
                }
                if (!prepared) {
                    reservations.prepareDestinations();
                    reservations.reconcile();
                    prepared = true;
                }
                recoverRuns.recover();
                lastError = "";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                if (!lastError.equals(e.toString())) {
                    lastError = e.toString();
                    LOG.warn("Recovery failed and will be retried", e);
                }
            }
        }
    }
}
