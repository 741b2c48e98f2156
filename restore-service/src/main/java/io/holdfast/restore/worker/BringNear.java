package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restore.restoring.CopyOrder;
import io.holdfast.restore.restoring.Ending;
import io.holdfast.restore.restoring.StoredCopy;
import io.holdfast.restoring.Fitness;
import io.holdfast.restoring.LongLines;
import io.holdfast.restoring.Needs;
import io.holdfast.restoring.archive.ArchivePartitions;
import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.restoring.archive.Staging;
import io.holdfast.restoring.contents.Script;
import io.holdfast.restoring.server.Look;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings the planned copy near, or the next healthy one, and asks once more whether the server can take it. Touches nothing there. */
@ApplicationScoped
class BringNear {

    private final Archives archives;

    BringNear(Archives archives) {
        this.archives = archives;
    }

    Near bring(Attempt attempt) throws InterruptedException {
        attempt.begins(Step.STAGE, "a copy is fetched, and every byte of it checked");
        Path folder = archives.emptyFolder(attempt.id().toString());
        List<Finding> passedOver = new ArrayList<>();
        Optional<String> reason = Optional.empty();
        for (StoredCopy copy : inOrder(attempt)) {
            switch (archives.staging()
                    .stage(copy.copy(), attempt.claim().backup().clientVersion(), folder, attempt.live())) {
                case Staging.Staged staged -> {
                    return checked(attempt, staged.archive(), passedOver);
                }
                case Staging.Bad bad -> passedOver.addAll(bad.evidence());
                case Staging.NotNow not -> {
                    if (attempt.live().isStopped()) {
                        return new Near.Not(new Ending.Interrupted());
                    }
                    passedOver.add(new Finding(not.reason(), not.why()));
                    reason = Optional.of(not.reason());
                }
            }
        }
        return new Near.Not(new Ending.Failed(
                reason.orElse("no_healthy_copy"),
                "No copy of the backup could be brought here whole. Nothing was touched.",
                passedOver,
                ""));
    }

    /** The planned copy first: a copy that became nearer meanwhile is no reason to do otherwise than was approved. */
    private List<StoredCopy> inOrder(Attempt attempt) {
        List<StoredCopy> order = new ArrayList<>(CopyOrder.of(
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

    private static Near checked(Attempt attempt, StagedArchive archive, List<Finding> passedOver)
            throws InterruptedException {
        List<Finding> obstacles = obstacles(attempt, archive);
        if (!obstacles.isEmpty()) {
            archive.close();
            return new Near.Not(new Ending.Failed(
                    "plan_stale",
                    "Since the plan was made the target has changed: "
                            + obstacles.getFirst().text() + ". Nothing was touched.",
                    obstacles,
                    ""));
        }
        WantedRows wanted = wanted(attempt, archive);
        if (!wanted.missing().isEmpty()) {
            archive.close();
            return new Near.Not(
                    Ending.Failed.of("no_such_table", String.join(". ", wanted.missing()) + ". Nothing was touched."));
        }
        return withinMemory(attempt, new Near.Here(archive, wanted, passedOver));
    }

    private static Near withinMemory(Attempt attempt, Near.Here here) {
        Script.Whole expected = Build.expected(attempt.plan(), here);
        Optional<Finding> memory = LongLines.obstacle(expected);
        if (memory.isEmpty()) {
            return here;
        }
        here.archive().close();
        return new Near.Not(new Ending.Failed(
                memory.get().code(),
                "This service has not the memory to compare what it would restore: "
                        + memory.get().text() + ". Give it more, and restore again. Nothing was touched.",
                List.of(memory.get()),
                ""));
    }

    private static WantedRows wanted(Attempt attempt, StagedArchive archive) throws InterruptedException {
        try {
            return WantedRows.of(
                    attempt.plan(),
                    archive,
                    attempt.plan().isSidecar() ? ArchivePartitions.of(archive) : ArchivePartitions.NONE);
        } catch (IOException e) {
            archive.close();
            throw new UncheckedIOException("pg_restore cannot be started", e);
        }
    }

    private static List<Finding> obstacles(Attempt attempt, StagedArchive archive) {
        return switch (attempt.server().look()) {
            case Look.NotSeen not ->
                List.of(new Finding(
                        not.trouble().reason(), String.valueOf(not.trouble().getMessage())));
            case Look.Seen seen -> {
                List<Finding> found = new ArrayList<>(Fitness.of(
                                Needs.of(archive.manifest(), Optional.of(archive.list())),
                                seen.facts(),
                                attempt.plan().restoresOwners())
                        .obstacles());
                boolean exists = seen.facts().database(attempt.plan().target()).isPresent();
                switch (attempt.plan().mode()) {
                    case FRESH -> {
                        if (exists) {
                            found.add(new Finding(
                                    "target_exists",
                                    "there is a database '" + attempt.plan().target() + "' by now"));
                        }
                    }
                    case SWAP, IN_PLACE -> {
                        if (!exists) {
                            found.add(new Finding(
                                    "live_missing",
                                    "there is no database '" + attempt.plan().target() + "' any more"));
                        } else if (!attempt.hasBegun(Step.REPLACE)) {
                            // Afterwards it may be replaced already, and that has to be found out.
                            found.addAll(LiveDatabaseSurvey.of(
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

    void clear(Attempt attempt) {
        archives.clear(archives.emptyFolder(attempt.id().toString()));
    }
}
