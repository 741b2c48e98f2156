package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.Completed;
import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.dumping.DumpRunRepository;
import io.holdfast.dump.dumping.DumpRunRepository.Reserved;
import io.holdfast.dump.dumping.RetryPolicy;
import io.holdfast.dump.dumping.ValidatedBackupRequest;
import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.storage.SealedArtifactVerifier;
import io.holdfast.events.FailureReason;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.DeleteArtifactResult;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.DumpOmissionFindingMapper;
import io.holdfast.store.Manifest;
import io.holdfast.store.UnfinishedWriteState;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Cleans up after attempts whose worker was lost. A sealed artifact is adopted if its backup is still open. All other files with
 * a reserved name are removed. Files without a reserved name are never changed.
 */
@ApplicationScoped
class RecoverDumpRuns {

    private static final Logger LOG = Logger.getLogger(RecoverDumpRuns.class);

    private final DumpRunRepository runs;
    private final RunsInProgress live;
    private final ConfiguredDestinations destinations;
    private final SealedArtifactVerifier artifacts;
    private final RetryPolicy policy;
    private final Clock clock;

    RecoverDumpRuns(
            DumpRunRepository runs,
            RunsInProgress live,
            ConfiguredDestinations destinations,
            SealedArtifactVerifier artifacts,
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
                .forEach(this::recoverReserved);
    }

    private void endAbandoned(Running run) {
        Optional<Completed> sealed = completed(run.artifact(), run.request(), run.attempt());
        if (sealed.isPresent()) {
            if (runs.complete(run, sealed.get())) {
                LOG.infof(
                        "%s: %s was sealed by a lost worker and is adopted",
                        run.request().backup(), run.artifact());
            }
            return;
        }
        if (runs.end(
                run,
                run.fail(
                        FailureReason.INTERRUPTED,
                        "The worker was lost during the run. The dump restarts from the beginning.",
                        policy,
                        clock.instant()),
                "")) {
            LOG.infof("%s: the worker of attempt %d was lost", run.request().backup(), run.attempt());
        }
    }

    private void recoverReserved(Reserved reserved) {
        Optional<Completed> sealed =
                reserved.request().flatMap(request -> completed(reserved.artifact(), request, reserved.attempt()));
        if (sealed.isPresent()) {
            if (runs.adopt(sealed.get())) {
                LOG.infof("%s: %s was sealed by a lost worker and is adopted", reserved.backup(), reserved.artifact());
            }
            return;
        }
        ArtifactName name = ArtifactName.parse(reserved.artifact()).orElseThrow();
        if (remove(name)) {
            runs.settle(reserved.artifact());
        }
    }

    private Optional<Completed> completed(String artifact, ValidatedBackupRequest request, int attempt) {
        return artifacts
                .whole(ArtifactName.parse(artifact).orElseThrow(), request.backup(), attempt)
                .map(whole -> completed(request, attempt, whole));
    }

    private static Completed completed(
            ValidatedBackupRequest request, int attempt, SealedArtifactVerifier.Whole sealed) {
        Manifest manifest = sealed.manifest();
        return new Completed(
                request,
                attempt,
                manifest.startedAt(),
                sealed.copies(),
                List.of(),
                manifest.server().version(),
                manifest.pgDumpVersion(),
                DumpOmissionFindingMapper.of(manifest));
    }

    /** Returns whether no file with this name remains at any destination. */
    private boolean remove(ArtifactName name) {
        boolean gone = true;
        for (Destination destination : destinations.all()) {
            gone &= remove(destination, name);
        }
        return gone;
    }

    private static boolean remove(Destination destination, ArtifactName name) {
        return switch (destination.sweep(name)) {
            case UnfinishedWriteState.Nothing nothing -> true;
            case UnfinishedWriteState.Unsealed unsealed -> false;
            case DestinationUnavailableResult away -> false;
            case UnfinishedWriteState.SealedThere there ->
                switch (destination.delete(there.key())) {
                    case DeleteArtifactResult.Deleted deleted -> {
                        LOG.infof("%s was removed: it belongs to an attempt that was superseded", name);
                        yield true;
                    }
                    case DeleteArtifactResult.AlreadyGone gone -> true;
                    case DeleteArtifactResult.NotDeleted notDeleted -> {
                        LOG.warnf("%s", notDeleted.reason());
                        yield false;
                    }
                    case DestinationUnavailableResult away -> false;
                };
        };
    }
}
