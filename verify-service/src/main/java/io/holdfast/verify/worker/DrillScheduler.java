package io.holdfast.verify.worker;

import io.holdfast.restoreengine.archive.ManifestReader;
import io.holdfast.store.Manifest;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.holdfast.verify.drilling.DrillStatus;
import io.holdfast.verify.drilling.SelectNextDrill;
import io.holdfast.verify.metrics.DrillMetrics;
import io.holdfast.verify.postgres.DrillQueue;
import io.holdfast.verify.postgres.DrillStatusQueries;
import io.holdfast.verify.postgres.OverdueDrillPublisher;
import io.holdfast.verify.postgres.SourceServerRepository;
import io.holdfast.verify.scratch.DrillLeftoverCleaner;
import io.holdfast.verify.scratch.ScratchServer;
import io.holdfast.verify.scratch.ScratchServerState;
import io.holdfast.verify.settings.ConfiguredScratchServer;
import io.holdfast.verify.verifying.BackupToVerify;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs the periodic tasks of drills: reading manifests of sources, planning, publishing overdue drills, and cleanup. */
@ApplicationScoped
class DrillScheduler {

    private static final Duration CLEARING = Duration.ofMinutes(10);

    private final DrillStatusQueries standings;
    private final DrillQueue queue;
    private final OverdueDrillPublisher overdue;
    private final SourceServerRepository sources;
    private final ConfiguredDestinations destinations;
    private final ConfiguredScratchServer settings;
    private final ScratchServer scratch;
    private final DrillLeftoverCleaner drillCleanup;
    private final DrillMetrics meters;
    private final Clock clock;
    private final SelectNextDrill planDrills = new SelectNextDrill(new SecureRandom());
    private @Nullable Instant nextClearing;

    DrillScheduler(
            DrillStatusQueries standings,
            DrillQueue queue,
            OverdueDrillPublisher overdue,
            SourceServerRepository sources,
            ConfiguredDestinations destinations,
            ConfiguredScratchServer settings,
            ScratchServer scratch,
            DrillLeftoverCleaner drillCleanup,
            DrillMetrics meters,
            Clock clock) {
        this.standings = standings;
        this.queue = queue;
        this.overdue = overdue;
        this.sources = sources;
        this.destinations = destinations;
        this.settings = settings;
        this.scratch = scratch;
        this.drillCleanup = drillCleanup;
        this.meters = meters;
        this.clock = clock;
    }

    /** Runs the tasks. Call it from one thread after the replay of the event log. */
    void check() {
        sources.notLookedAt().forEach(this::readManifest);
        List<DrillStatus> all = standings.all();
        overdue.announce(all, clock.instant());
        meters.update(all, clock.instant());
        if (settings.isConfigured()) {
            queue.reclaimExpired();
            clear();
            if (!queue.isBusy()) {
                planDrills.next(all, clock.instant()).ifPresent(queue::plan);
            }
            queue.pinDue();
        }
        meters.left(drillCleanup.undropped().keySet());
    }

    private void readManifest(BackupToVerify backup) {
        Optional<Manifest> manifest = backup.copies().stream()
                .flatMap(copy -> destinations.named(copy.destination()).stream()
                        .flatMap(from -> ManifestReader.read(from, copy).stream()))
                .findFirst();
        manifest.map(known -> known.server().systemIdentifier())
                .ifPresent(identifier -> sources.isSource(identifier, backup.database()));
        sources.recordManifest(backup, manifest.map(DrillScheduler::traits));
    }

    /** Properties that a restore depends on besides the tables. A minor version change of the server is ignored. */
    private static String traits(Manifest manifest) {
        return "server " + manifest.server().versionNumber() / 10_000 + " extensions "
                + manifest.extensions().stream()
                        .map(extension -> extension.name() + " " + extension.version())
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    /** Cleans up at startup and periodically. */
    private void clear() {
        Instant now = clock.instant();
        if (nextClearing == null || !now.isBefore(nextClearing)) {
            nextClearing = now.plus(CLEARING);
            if (scratch.scratchServerState() instanceof ScratchServerState.Ready ready) {
                drillCleanup.clearAll(ready.server());
            }
        }
    }
}
