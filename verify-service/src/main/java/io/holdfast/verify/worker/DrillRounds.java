package io.holdfast.verify.worker;

import io.holdfast.restoring.archive.ManifestBeside;
import io.holdfast.store.Manifest;
import io.holdfast.store.settings.Destinations;
import io.holdfast.verify.drilling.PlanDrills;
import io.holdfast.verify.drilling.Standing;
import io.holdfast.verify.metrics.DrillMeters;
import io.holdfast.verify.postgres.DrillQueue;
import io.holdfast.verify.postgres.DrillStandings;
import io.holdfast.verify.postgres.OverdueDrills;
import io.holdfast.verify.postgres.SourceBooks;
import io.holdfast.verify.scratch.Reach;
import io.holdfast.verify.scratch.ScratchServer;
import io.holdfast.verify.scratch.TearDown;
import io.holdfast.verify.settings.ScratchSettings;
import io.holdfast.verify.verifying.Backup;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What has to happen now and then so that drills happen: learning of sources, planning, announcing, clearing away. */
@ApplicationScoped
class DrillRounds {

    private static final Duration CLEARING = Duration.ofMinutes(10);

    private final DrillStandings standings;
    private final DrillQueue queue;
    private final OverdueDrills overdue;
    private final SourceBooks sources;
    private final Destinations destinations;
    private final ScratchSettings settings;
    private final ScratchServer scratch;
    private final TearDown tearDown;
    private final DrillMeters meters;
    private final Clock clock;
    private final PlanDrills planDrills = new PlanDrills(new SecureRandom());
    private @Nullable Instant nextClearing;

    DrillRounds(
            DrillStandings standings,
            DrillQueue queue,
            OverdueDrills overdue,
            SourceBooks sources,
            Destinations destinations,
            ScratchSettings settings,
            ScratchServer scratch,
            TearDown tearDown,
            DrillMeters meters,
            Clock clock) {
        this.standings = standings;
        this.queue = queue;
        this.overdue = overdue;
        this.sources = sources;
        this.destinations = destinations;
        this.settings = settings;
        this.scratch = scratch;
        this.tearDown = tearDown;
        this.meters = meters;
        this.clock = clock;
    }

    /** To be called by one thread, when the log has been read. */
    void look() {
        sources.notLookedAt().forEach(this::learn);
        List<Standing> all = standings.all();
        overdue.announce(all, clock.instant());
        meters.look(all, clock.instant());
        if (settings.isConfigured()) {
            queue.takeBackFromTheDead();
            clear();
            if (!queue.isBusy()) {
                planDrills.next(all, clock.instant()).ifPresent(queue::plan);
            }
            queue.pinDue();
        }
        meters.left(tearDown.undropped().keySet());
    }

    private void learn(Backup backup) {
        Optional<Manifest> manifest = backup.copies().stream()
                .flatMap(copy -> destinations.named(copy.destination()).stream()
                        .flatMap(from -> ManifestBeside.read(from, copy).stream()))
                .findFirst();
        manifest.map(known -> known.server().systemIdentifier())
                .ifPresent(identifier -> sources.isSource(identifier, backup.database()));
        sources.looked(backup, manifest.map(DrillRounds::traits));
    }

    /** What a restore depends on beside the tables. A minor version of the server changes nothing. */
    private static String traits(Manifest manifest) {
        return "server " + manifest.server().versionNumber() / 10_000 + " extensions "
                + manifest.extensions().stream()
                        .map(extension -> extension.name() + " " + extension.version())
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    /** At start-up, and every now and then. */
    private void clear() {
        Instant now = clock.instant();
        if (nextClearing == null || !now.isBefore(nextClearing)) {
            nextClearing = now.plus(CLEARING);
            if (scratch.reach() instanceof Reach.Ready ready) {
                tearDown.clearAll(ready.server());
            }
        }
    }
}
