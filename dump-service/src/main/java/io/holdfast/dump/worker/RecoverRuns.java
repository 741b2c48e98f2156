package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.AcceptedRequest;
import io.holdfast.dump.dumping.DumpRun.Completed;
import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.dumping.DumpRuns;
import io.holdfast.dump.dumping.DumpRuns.Reserved;
import io.holdfast.dump.dumping.RetryPolicy;
import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.storage.SealedArtifacts;
import io.holdfast.events.Failure;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Deletion;
import io.holdfast.store.Destination;
import io.holdfast.store.Manifest;
import io.holdfast.store.OmissionFindings;
import io.holdfast.store.Remains;
import io.holdfast.store.Unavailable;
import io.holdfast.store.settings.Destinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tidies up after attempts whose worker is dead: an artifact that was sealed is adopted if its backup is still open, and
 * everything else that lies under a name of ours is removed. What no name of ours explains is never touched.
 */
@ApplicationScoped
class RecoverRuns {

    private static final Logger LOG = Logger.getLogger(RecoverRuns.class);

    private final DumpRuns runs;
    private final LiveRuns live;
    private final Destinations destinations;
    private final SealedArtifacts artifacts;
    private final RetryPolicy policy;
    private final Clock clock;

    RecoverRuns(
            DumpRuns runs,
            LiveRuns live,
            Destinations destinations,
            SealedArtifacts artifacts,
            DumpSettings settings,
            Clock clock) {
        this.runs = runs;
        this.live = live;
        this.destinations = destinations;
        this.artifacts = artifacts;
        this.policy = new RetryPolicy(
                settings.dump().retry().first(), settings.dump().retry().longest());
        this.clock = clock;
    }

    void recover() {
        runs.abandoned().stream()
                .filter(run -> !live.has(run.request().backup()))
                .forEach(this::endAbandoned);
        runs.unsettled().stream()
                .filter(reserved -> !reserved.atWork() && !live.has(reserved.backup()))
                .forEach(this::tidy);
    }

    private void endAbandoned(Running run) {
        Optional<Completed> sealed = completed(run.artifact(), run.request(), run.attempt());
        if (sealed.isPresent()) {
            if (runs.complete(run, sealed.get())) {
                LOG.infof(
                        "%s: %s was sealed by a dead worker and is adopted",
                        run.request().backup(), run.artifact());
            }
            return;
        }
        if (runs.end(
                run,
                run.fail(
                        Failure.INTERRUPTED,
                        "The worker was lost in the middle of the run; the dump begins anew.",
                        policy,
                        clock.instant()),
                "")) {
            LOG.infof("%s: attempt %d has lost its worker", run.request().backup(), run.attempt());
        }
    }

    private void tidy(Reserved reserved) {
        Optional<Completed> sealed =
                reserved.request().flatMap(request -> completed(reserved.artifact(), request, reserved.attempt()));
        if (sealed.isPresent()) {
            if (runs.adopt(sealed.get())) {
                LOG.infof("%s: %s was sealed by a dead worker and is adopted", reserved.backup(), reserved.artifact());
            }
            return;
        }
        ArtifactName name = ArtifactName.parse(reserved.artifact()).orElseThrow();
        if (remove(name)) {
            runs.settle(reserved.artifact());
        }
    }

    private Optional<Completed> completed(String artifact, AcceptedRequest request, int attempt) {
        return artifacts
                .whole(ArtifactName.parse(artifact).orElseThrow(), request.backup(), attempt)
                .map(whole -> completed(request, attempt, whole));
    }

    private static Completed completed(AcceptedRequest request, int attempt, SealedArtifacts.Whole sealed) {
        Manifest manifest = sealed.manifest();
        return new Completed(
                request,
                attempt,
                manifest.startedAt(),
                sealed.copies(),
                List.of(),
                manifest.server().version(),
                manifest.pgDumpVersion(),
                OmissionFindings.of(manifest));
    }

    /** Whether nothing is left under the name, anywhere. */
    private boolean remove(ArtifactName name) {
        boolean gone = true;
        for (Destination destination : destinations.all()) {
            gone &= remove(destination, name);
        }
        return gone;
    }

    private static boolean remove(Destination destination, ArtifactName name) {
        return switch (destination.sweep(name)) {
            case Remains.Nothing nothing -> true;
            case Remains.Unsealed unsealed -> false;
            case Unavailable away -> false;
            case Remains.SealedThere there ->
                switch (destination.delete(there.key())) {
                    case Deletion.Deleted deleted -> {
                        LOG.infof("%s is removed: a leftover of an attempt that does not count", name);
                        yield true;
                    }
                    case Deletion.AlreadyGone gone -> true;
                    case Deletion.NotDeleted not -> {
                        LOG.warnf("%s", not.reason());
                        yield false;
                    }
                    case Unavailable away -> false;
                };
        };
    }
}
