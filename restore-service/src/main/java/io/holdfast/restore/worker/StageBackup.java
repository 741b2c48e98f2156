package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restore.restoring.RestorableCopy;
import io.holdfast.restore.restoring.RestoreCopyOrdering;
import io.holdfast.restore.restoring.RestoreOutcome;
import io.holdfast.restoreengine.ArchiveServerRequirements;
import io.holdfast.restoreengine.LongLineMemoryCheck;
import io.holdfast.restoreengine.ServerCompatibilityCheck;
import io.holdfast.restoreengine.archive.ArchivedTablePartitions;
import io.holdfast.restoreengine.archive.StageArchiveResult;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import io.holdfast.restoreengine.server.ServerInspectionResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stages the planned copy or the next healthy one, and checks the target server again. It changes nothing on the server. */
@ApplicationScoped
class StageBackup {

    private final ArchiveStagingArea archives;

    StageBackup(ArchiveStagingArea archives) {
        this.archives = archives;
    }

    StageBackupResult stage(RestoreAttempt attempt) throws InterruptedException {
        attempt.begins(RestoreStep.STAGE, "fetching a copy and checking every byte");
        Path folder = archives.emptyFolder(attempt.id().toString());
        List<Finding> passedOver = new ArrayList<>();
        Optional<String> reason = Optional.empty();
        for (RestorableCopy copy : inOrder(attempt)) {
            switch (archives.staging()
                    .stage(copy.copy(), attempt.claim().backup().clientVersion(), folder, attempt.live())) {
                case StageArchiveResult.Staged staged -> {
                    return checked(attempt, staged.archive(), passedOver);
                }
                case StageArchiveResult.Bad bad -> passedOver.addAll(bad.evidence());
                case StageArchiveResult.NotNow notNow -> {
                    if (attempt.live().isStopped()) {
                        return new StageBackupResult.NotStaged(new RestoreOutcome.Interrupted());
                    }
                    passedOver.add(new Finding(notNow.reason(), notNow.why()));
                    reason = Optional.of(notNow.reason());
                }
            }
        }
        return new StageBackupResult.NotStaged(new RestoreOutcome.Failed(
                reason.orElse("no_healthy_copy"),
                "No copy of the backup could be staged completely. Nothing was changed.",
                passedOver,
                ""));
    }

    /** Tries the planned copy first, even if another copy is nearer by now, because the planned one was approved. */
    private List<RestorableCopy> inOrder(RestoreAttempt attempt) {
        List<RestorableCopy> order = new ArrayList<>(RestoreCopyOrdering.of(
                attempt.claim().backup().copies(), attempt.plan().wish().from(), archives::distance));
        order.stream()
                .filter(copy -> copy.copy().ref().equals(attempt.plan().copy()))
                .findFirst()
                .ifPresent(planned -> {
                    order.remove(planned);
                    order.addFirst(planned);
                });
        return order;
    }

    private static StageBackupResult checked(RestoreAttempt attempt, StagedArchive archive, List<Finding> passedOver)
            throws InterruptedException {
        List<Finding> obstacles = obstacles(attempt, archive);
        if (!obstacles.isEmpty()) {
            archive.close();
            return new StageBackupResult.NotStaged(new RestoreOutcome.Failed(
                    "plan_stale",
                    "The target has changed since the plan was made, so nothing was restored: "
                            + obstacles.getFirst().text() + ".",
                    obstacles,
                    ""));
        }
        RequestedArchiveRows wanted = requestedRows(attempt, archive);
        if (!wanted.missing().isEmpty()) {
            archive.close();
            return new StageBackupResult.NotStaged(RestoreOutcome.Failed.of(
                    "no_such_table", String.join(". ", wanted.missing()) + ". Nothing was changed."));
        }
        return withinMemory(attempt, new StageBackupResult.Staged(archive, wanted, passedOver));
    }

    private static StageBackupResult withinMemory(RestoreAttempt attempt, StageBackupResult.Staged here) {
        RestoreScriptReadResult.Whole expected = RestoreAndCompareDatabase.expected(attempt.plan(), here);
        Optional<Finding> memory = LongLineMemoryCheck.obstacle(expected);
        if (memory.isEmpty()) {
            return here;
        }
        here.archive().close();
        return new StageBackupResult.NotStaged(new RestoreOutcome.Failed(
                memory.get().code(),
                "This service does not have enough memory to compare the restored contents: "
                        + memory.get().text() + ". Nothing was changed. hint: increase the memory limit, then"
                        + " restore again.",
                List.of(memory.get()),
                ""));
    }

    private static RequestedArchiveRows requestedRows(RestoreAttempt attempt, StagedArchive archive)
            throws InterruptedException {
        try {
            return RequestedArchiveRows.of(
                    attempt.plan(),
                    archive,
                    attempt.plan().isSidecar() ? ArchivedTablePartitions.of(archive) : ArchivedTablePartitions.NONE);
        } catch (IOException e) {
            archive.close();
            throw new UncheckedIOException("pg_restore cannot be started", e);
        }
    }

    private static List<Finding> obstacles(RestoreAttempt attempt, StagedArchive archive) {
        return switch (attempt.server().inspect()) {
            case ServerInspectionResult.NotSeen notSeen ->
                List.of(new Finding(
                        notSeen.trouble().reason(),
                        String.valueOf(notSeen.trouble().getMessage())));
            case ServerInspectionResult.Seen seen -> {
                List<Finding> found = new ArrayList<>(ServerCompatibilityCheck.of(
                                ArchiveServerRequirements.of(archive.manifest(), Optional.of(archive.list())),
                                seen.facts(),
                                attempt.plan().restoresOwners())
                        .obstacles());
                boolean exists = seen.facts().database(attempt.plan().target()).isPresent();
                switch (attempt.plan().mode()) {
                    case FRESH -> {
                        if (exists) {
                            found.add(new Finding(
                                    "target_exists",
                                    "database '" + attempt.plan().target() + "' exists now"));
                        }
                    }
                    case SWAP, IN_PLACE -> {
                        if (!exists) {
                            found.add(new Finding(
                                    "live_missing",
                                    "database '" + attempt.plan().target() + "' does not exist any more"));
                        } else if (!attempt.hasBegun(RestoreStep.REPLACE)) {
                            // After that step it may already be replaced, which the attempt has to find out.
                            found.addAll(LiveDatabaseCheckResult.of(
                                            attempt.server(),
                                            attempt.plan().target(),
                                            attempt.plan().wish(),
                                            Optional.of(archive.list()))
                                    .obstacles());
                        }
                    }
                }
                yield found;
            }
        };
    }

    void clear(RestoreAttempt attempt) {
        archives.clear(archives.emptyFolder(attempt.id().toString()));
    }
}
