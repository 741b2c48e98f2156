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

/** Renews the leases of this process's runs, hears of cancellations, and notices dumps that have fallen silent. */
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

    /** After the workers, which still need their leases while they hand back. */
    void atShutdown(@Observes @Priority(10_000) ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void beat() {
        for (RunInProgress run : live.all()) {
            run.watch(clock.instant(), settings.stallAfter());
            beat(run);
        }
    }

    /** Renews one lease now, or hears that there is nothing to renew. */
    void beat(RunInProgress run) {
        try {
            switch (runs.heartbeat(run.run())) {
                case DumpRunRepository.HeartbeatResult.StillOwned stillOwned -> {
                    // Go on.
                }
                case DumpRunRepository.HeartbeatResult.CancellationRequested wish ->
                    run.stop(new DumpStopReason.CancellationRequested(wish.by(), wish.reason()));
                case DumpRunRepository.HeartbeatResult.Taken taken -> run.stop(new DumpStopReason.LeaseLost());
            }
        } catch (RuntimeException e) {
            // The lease lasts for several beats; a dump is not ended because the catalogue restarts.
            LOG.warnf("No heartbeat for %s: %s", run.run().request().backup(), e.getMessage());
        }
    }
}
