package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.worker.Clearance.Cleared;
import io.holdfast.dump.worker.Clearance.NotCleared;
import io.holdfast.dump.worker.DumpOutcome.Broke;
import io.holdfast.dump.worker.DumpOutcome.Sealed;
import io.holdfast.dump.worker.DumpOutcome.Stopped;
import io.holdfast.events.Failure;
import io.holdfast.postgrestools.Ended;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Beginning;
import io.holdfast.store.Companion;
import io.holdfast.store.Destination;
import io.holdfast.store.Finishing;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Lost;
import io.holdfast.store.NameTaken;
import io.holdfast.store.Sealing;
import io.holdfast.store.StorageFull;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Writing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One attempt, in the order of design 3: preflight → partial file → pg_dump ends with 0 → fsync → companions → name → fsync of
 * the directory. {@code DESIGN.md} says what a crash between any two of them leaves, and who tidies it up.
 */
@ApplicationScoped
class RunDump {

    private final Preflight preflight;
    private final Dumping dumping;
    private final RolesDump roles;
    private final Manifests manifests;
    private final Heartbeats heartbeats;
    private final Destination destination;

    RunDump(
            Preflight preflight,
            Dumping dumping,
            RolesDump roles,
            Manifests manifests,
            Heartbeats heartbeats,
            LocalDirectory destination) {
        this.preflight = preflight;
        this.dumping = dumping;
        this.roles = roles;
        this.manifests = manifests;
        this.heartbeats = heartbeats;
        this.destination = destination;
    }

    DumpOutcome carryOut(LiveRun live) throws InterruptedException {
        return switch (preflight.clear(live.run().request())) {
            case NotCleared not -> new Broke(not.failure(), not.message(), "");
            case Cleared cleared -> begin(live, cleared);
        };
    }

    private DumpOutcome begin(LiveRun live, Cleared cleared) throws InterruptedException {
        ArtifactName name = ArtifactName.parse(live.run().artifact()).orElseThrow();
        return switch (destination.begin(name)) {
            case Beginning.Begun begun -> {
                try (Writing writing = begun.writing()) {
                    yield dump(live, cleared, writing);
                }
            }
            // The catalogue's names are unique, so this is a stranger's file: the next attempt has another name.
            case NameTaken taken ->
                new Broke(Failure.STORAGE_UNAVAILABLE, "A file called " + taken.key() + " is there already.", "");
            case StorageFull full -> new Broke(Failure.STORAGE_FULL, full.reason(), "");
            case Unavailable away -> new Broke(Failure.STORAGE_UNAVAILABLE, away.reason(), "");
        };
    }

    private DumpOutcome dump(LiveRun live, Cleared cleared, Writing writing) throws InterruptedException {
        return switch (dumping.stream(live, cleared, writing)) {
            case Dumping.Broken broken -> stoppedOr(live, broken.outcome());
            case Dumping.Done done -> checked(live, cleared, writing, done.ended());
        };
    }

    /** Only an exit status of 0 makes the bytes worth keeping: a broken pg_dump leaves plausible ones behind. */
    private DumpOutcome checked(LiveRun live, Cleared cleared, Writing writing, Ended ended)
            throws InterruptedException {
        Optional<StopReason> stop = live.stopReason();
        String complaint = ended.complaint().text();
        if (stop.isPresent()) {
            return new Stopped(stop.get(), complaint);
        }
        if (!ended.succeeded()) {
            return dumping.diagnosed(ended);
        }
        live.sealing();
        return seal(live, cleared, writing);
    }

    private DumpOutcome seal(LiveRun live, Cleared cleared, Writing writing) throws InterruptedException {
        Running run = live.run();
        RolesDump.Roles dumpedRoles = roles.of(run.request().kind(), cleared);
        // A worker that was asleep finds out here, and not from the fence when the artifact has its name.
        heartbeats.beat(live);
        if (live.stopReason().isPresent()) {
            return new Stopped(live.stopReason().get(), "");
        }
        return switch (writing.finish()) {
            case StorageFull full -> new Broke(Failure.STORAGE_FULL, full.reason(), "");
            case Unavailable away -> new Broke(Failure.STORAGE_UNAVAILABLE, away.reason(), "");
            case Finishing.Durable durable -> {
                List<Companion> companions = new ArrayList<>();
                companions.add(manifests.of(run, cleared, durable, dumpedRoles).asCompanion());
                dumpedRoles.companion().ifPresent(companions::add);
                yield sealed(cleared, writing.seal(companions));
            }
        };
    }

    private static DumpOutcome sealed(Cleared cleared, Sealing sealing) {
        return switch (sealing) {
            case Sealing.Sealed sealed ->
                new Sealed(
                        sealed.copy(),
                        cleared.facts().server().version(),
                        cleared.programs().version().toString());
            case NameTaken taken ->
                new Broke(Failure.STORAGE_UNAVAILABLE, "A file called " + taken.key() + " is there already.", "");
            case Lost lost -> new Stopped(new StopReason.LeaseLost(), "");
            case StorageFull full -> new Broke(Failure.STORAGE_FULL, full.reason(), "");
            case Unavailable away -> new Broke(Failure.STORAGE_UNAVAILABLE, away.reason(), "");
        };
    }

    private static DumpOutcome stoppedOr(LiveRun live, Broke broke) {
        return live.stopReason()
                .<DumpOutcome>map(reason -> new Stopped(reason, broke.complaint()))
                .orElse(broke);
    }
}
