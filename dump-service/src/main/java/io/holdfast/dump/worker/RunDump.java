package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.MissingCopy;
import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.worker.Clearance.Cleared;
import io.holdfast.dump.worker.Clearance.NotCleared;
import io.holdfast.dump.worker.DumpOutcome.Broke;
import io.holdfast.dump.worker.DumpOutcome.Sealed;
import io.holdfast.dump.worker.DumpOutcome.Stopped;
import io.holdfast.events.Copy;
import io.holdfast.postgrestools.Ended;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Companion;
import io.holdfast.store.Destination;
import io.holdfast.store.Finishing.Durable;
import io.holdfast.store.Manifest;
import io.holdfast.store.OmissionFindings;
import io.holdfast.store.Terms;
import io.holdfast.store.age.Recipients;
import io.holdfast.store.settings.DatabaseRecipients;
import io.holdfast.store.settings.Destinations;
import io.holdfast.store.spread.Setback;
import io.holdfast.store.spread.Spread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt, in the order of design 3: preflight → partial file → pg_dump ends with 0 → fsync → companions → name → fsync of
 * the directory. {@code DESIGN.md} says what a crash between any two of them leaves, and who tidies it up.
 */
@ApplicationScoped
class RunDump {

    /** Before pg_dump holds its snapshot: a destination that does not answer in time is caught up later. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private final Preflight preflight;
    private final Dumping dumping;
    private final RolesDump roles;
    private final Manifests manifests;
    private final Heartbeats heartbeats;
    private final Destinations destinations;
    private final DatabaseRecipients recipients;

    RunDump(
            Preflight preflight,
            Dumping dumping,
            RolesDump roles,
            Manifests manifests,
            Heartbeats heartbeats,
            Destinations destinations,
            DatabaseRecipients recipients) {
        this.preflight = preflight;
        this.dumping = dumping;
        this.roles = roles;
        this.manifests = manifests;
        this.heartbeats = heartbeats;
        this.destinations = destinations;
        this.recipients = recipients;
    }

    DumpOutcome carryOut(LiveRun live) throws InterruptedException {
        return switch (preflight.clear(live.run().request())) {
            case NotCleared not -> Broke.of(not.why(), "");
            case Cleared cleared -> begin(live, cleared);
        };
    }

    private DumpOutcome begin(LiveRun live, Cleared cleared) throws InterruptedException {
        ArtifactName name = ArtifactName.parse(live.run().artifact()).orElseThrow();
        Map<Destination, Duration> patience = new LinkedHashMap<>();
        cleared.destinations().forEach(to -> patience.put(to, destinations.stallAfter(to)));
        Terms terms =
                destinations.terms(live.run().request().database(), live.run().startedAt());
        try (Spread spread = Spread.begin(patience, name, terms, ANSWER_WITHIN)) {
            return spread.isUp() ? dump(live, cleared, spread) : broke(spread);
        }
    }

    private DumpOutcome dump(LiveRun live, Cleared cleared, Spread spread) throws InterruptedException {
        return switch (dumping.stream(live, cleared, spread, recipients(live.run()))) {
            case Dumping.Broken broken -> stoppedOr(live, broken.outcome());
            case Dumping.Done done -> checked(live, cleared, spread, done);
        };
    }

    /** The name was reserved for encrypted bytes or for plain ones, and keeps its word. */
    private Optional<Recipients> recipients(Running run) {
        return ArtifactName.parse(run.artifact()).orElseThrow().isEncrypted()
                ? Optional.of(recipients.of(run.request().database()).orElseThrow())
                : Optional.empty();
    }

    /** Only an exit status of 0 makes the bytes worth keeping: a broken pg_dump leaves plausible ones behind. */
    private DumpOutcome checked(LiveRun live, Cleared cleared, Spread spread, Dumping.Done done)
            throws InterruptedException {
        Optional<StopReason> stop = live.stopReason();
        Ended ended = done.ended();
        String complaint = ended.complaint().text();
        if (stop.isPresent()) {
            return new Stopped(stop.get(), complaint);
        }
        if (!ended.succeeded()) {
            return dumping.explained(done, cleared, live.run().request().kind());
        }
        live.sealing();
        return seal(live, cleared, spread, done.encryption());
    }

    private DumpOutcome seal(LiveRun live, Cleared cleared, Spread spread, Optional<Manifest.Encryption> encryption)
            throws InterruptedException {
        Running run = live.run();
        RolesDump.Roles dumpedRoles = roles.of(run.request().kind(), cleared, recipients(run));
        // A worker that was asleep finds out here, and not from the fence when the artifact has its name.
        heartbeats.beat(live);
        if (live.stopReason().isPresent()) {
            return new Stopped(live.stopReason().get(), "");
        }
        Optional<Durable> durable = spread.finish();
        if (durable.isEmpty()) {
            return broke(spread);
        }
        List<Companion> companions = new ArrayList<>(manifests.signed(manifests
                .of(run, cleared, durable.get(), encryption, dumpedRoles)
                .asCompanion()));
        dumpedRoles.companion().ifPresent(companions::add);
        return sealed(cleared, spread, spread.seal(companions));
    }

    private static DumpOutcome sealed(Cleared cleared, Spread spread, List<Copy> copies) {
        if (spread.isSweptAway()) {
            return new Stopped(new StopReason.LeaseLost(), "");
        }
        if (copies.isEmpty()) {
            return broke(spread);
        }
        List<MissingCopy> missing = new ArrayList<>(cleared.missing());
        spread.setbacks().stream().map(Setbacks::missing).forEach(missing::add);
        return new Sealed(
                copies,
                missing,
                cleared.facts().server().version(),
                cleared.programs().version().toString(),
                cleared.facts().omissions().stream()
                        .map(OmissionFindings::finding)
                        .toList());
    }

    private static DumpOutcome broke(Spread spread) {
        Setback first = spread.firstSetback();
        return new Broke(first.failure(), first.message(), "");
    }

    private static DumpOutcome stoppedOr(LiveRun live, Broke broke) {
        return live.stopReason()
                .<DumpOutcome>map(reason -> new Stopped(reason, broke.complaint()))
                .orElse(broke);
    }
}
