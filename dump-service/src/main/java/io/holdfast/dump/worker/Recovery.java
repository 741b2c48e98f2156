package io.holdfast.dump.worker;

import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.storage.Reservations;
import io.holdfast.events.log.Replay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Recovers at start-up and whenever a lease has ended. */
@ApplicationScoped
class Recovery {

    private static final Logger LOG = Logger.getLogger(Recovery.class);

    private final RecoverRuns recoverRuns;
    private final Reservations reservations;
    private final Replay replay;
    private final WorkerPulse pulse;
    private final DumpSettings.Dump settings;
    private final Thread thread =
            Thread.ofPlatform().name("dump-recovery").daemon().unstarted(this::watch);

    Recovery(
            RecoverRuns recoverRuns,
            Reservations reservations,
            Replay replay,
            WorkerPulse pulse,
            DumpSettings settings) {
        this.recoverRuns = recoverRuns;
        this.reservations = reservations;
        this.replay = replay;
        this.pulse = pulse;
        this.settings = settings.dump();
    }

    void atStartUp(@Observes StartupEvent event) {
        thread.start();
        pulse.watch(thread);
    }

    void atShutdown(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    private void watch() {
        String trouble = "";
        boolean prepared = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                TimeUnit.MILLISECONDS.sleep(settings.poll().toMillis());
                // Before the log is read to its end, an artifact of a completed backup can look like a leftover.
                if (!replay.isComplete()) {
                    continue;
                }
                if (!prepared) {
                    reservations.prepareDestinations();
                    reservations.reconcile();
                    prepared = true;
                }
                recoverRuns.recover();
                trouble = "";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                if (!trouble.equals(e.toString())) {
                    trouble = e.toString();
                    LOG.warn("Recovery pauses", e);
                }
            }
        }
    }
}
