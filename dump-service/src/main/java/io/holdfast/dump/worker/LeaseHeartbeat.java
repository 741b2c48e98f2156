package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRunRepository;
import io.holdfast.dump.settings.DumpSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Renews the leases of this process's runs, and detects cancellations and stalled dumps. */
@ApplicationScoped
class LeaseHeartbeat {

    private static final Logger LOG = Logger.getLogger(LeaseHeartbeat.class);

    private final RunsInProgress live;
    private final DumpRunRepository runs;
    private final Clock clock;
    private final DumpSettings.Dump settings;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("dump-heartbeat").factory());

    LeaseHeartbeat(RunsInProgress live, DumpRunRepository runs, Clock clock, DumpSettings settings) {
        this.live = live;
        this.runs = runs;
        this.clock = clock;
        this.settings = settings.dump();
    }

    void atStartUp(@Observes StartupEvent event) {
        long every = settings.heartbeat().toMillis();
        timer.scheduleAtFixedRate(this::beat, every, every, TimeUnit.MILLISECONDS);
    }

    /** Stops after the workers, which need their leases while they return runs to the queue. */
    void atShutdown(@Observes @Priority(10_000) ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void beat() {
        for (RunInProgress run : live.all()) {
            run.watch(clock.instant(), settings.stallAfter());
            beat(run);
        }
    }

    /** Renews one lease immediately, and stops the run if the lease is lost. */
    void beat(RunInProgress run) {
        try {
            switch (runs.heartbeat(run.run())) {
                case DumpRunRepository.HeartbeatResult.StillOwned stillOwned -> {
                    // The run continues.
                }
                case DumpRunRepository.HeartbeatResult.CancellationRequested request ->
                    run.stop(new DumpStopReason.CancellationRequested(request.by(), request.reason()));
                case DumpRunRepository.HeartbeatResult.Taken taken -> run.stop(new DumpStopReason.LeaseLost());
            }
        } catch (RuntimeException e) {
            // The lease lasts for several heartbeats, so a restart of the catalog does not stop a dump.
            LOG.warnf("The lease of %s was not renewed: %s", run.run().request().backup(), e.getMessage());
        }
    }
}
