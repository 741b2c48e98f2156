package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRuns;
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
class Heartbeats {

    private static final Logger LOG = Logger.getLogger(Heartbeats.class);

    private final LiveRuns live;
    private final DumpRuns runs;
    private final Clock clock;
    private final DumpSettings.Dump settings;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("dump-heartbeat").factory());

    Heartbeats(LiveRuns live, DumpRuns runs, Clock clock, DumpSettings settings) {
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
        for (LiveRun run : live.all()) {
            run.watch(clock.instant(), settings.stallAfter());
            beat(run);
        }
    }

    /** Renews one lease now, or hears that there is nothing to renew. */
    void beat(LiveRun run) {
        try {
            switch (runs.heartbeat(run.run())) {
                case DumpRuns.Beat.Ours ours -> {
                    // Go on.
                }
                case DumpRuns.Beat.CancelWished wish -> run.stop(new StopReason.CancelWished(wish.by(), wish.reason()));
                case DumpRuns.Beat.Lost lost -> run.stop(new StopReason.LeaseLost());
            }
        } catch (RuntimeException e) {
            // The lease lasts for several beats; a dump is not ended because the catalogue restarts.
            LOG.warnf("No heartbeat for %s: %s", run.run().request().backup(), e.getMessage());
        }
    }
}
