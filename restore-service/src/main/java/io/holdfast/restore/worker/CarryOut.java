package io.holdfast.restore.worker;

import io.holdfast.postgrestools.PasswordUnavailable;
import io.holdfast.restore.postgres.Journal;
import io.holdfast.restore.restoring.Claim;
import io.holdfast.restore.restoring.Ending;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restore.settings.Targets;
import io.holdfast.restoring.server.Look;
import io.holdfast.restoring.server.TargetServer;
import io.holdfast.restoring.server.TargetTrouble;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Carries out one attempt, by the way that was approved. */
@ApplicationScoped
class CarryOut {

    private final Targets targets;
    private final Journal journal;
    private final FreshWay fresh;
    private final SwapWay swap;
    private final InPlaceWay inPlace;
    private final DropDatabase dropDatabase;
    private final int attempts;

    CarryOut(
            Targets targets,
            Journal journal,
            FreshWay fresh,
            SwapWay swap,
            InPlaceWay inPlace,
            DropDatabase dropDatabase,
            RestoreSettings settings) {
        this.targets = targets;
        this.journal = journal;
        this.fresh = fresh;
        this.swap = swap;
        this.inPlace = inPlace;
        this.dropDatabase = dropDatabase;
        this.attempts = settings.restore().attempts();
    }

    Ending carryOut(Claim claim, LiveRestore live) throws InterruptedException {
        try {
            Optional<RestoreSettings.Target> target = targets.of(claim.backup().database());
            Optional<TargetServer> server = targets.server(claim.backup().database());
            if (target.isEmpty() || server.isEmpty()) {
                return Ending.Failed.of(
                        "target_not_configured",
                        "No target is configured for this database any more. Set holdfast.restore.targets.");
            }
            return switch (server.get().look()) {
                case Look.NotSeen not ->
                    notSeen(
                            new Attempt(claim, server.get(), target.get(), live, journal, dropDatabase, false),
                            not.trouble());
                case Look.Seen seen -> {
                    boolean suspends = seen.facts().role().suspendsTriggers();
                    Attempt attempt =
                            new Attempt(claim, server.get(), target.get(), live, journal, dropDatabase, suspends);
                    yield isUnapproved(attempt, seen)
                            ? unapproved()
                            : way(claim).carryOut(attempt);
                }
            };
        } catch (PasswordUnavailable e) {
            // Nothing is known of what an earlier attempt has left there, and the password may come back.
            return new Ending.Unsettled(String.valueOf(e.getMessage()));
        } catch (TargetTrouble trouble) {
            return Attempt.failed(trouble);
        }
    }

    /**
     * Where an earlier attempt may have left something, no end is announced before that is set right. A server that is only busy, or
     * starting, is given a few moments.
     */
    private Ending notSeen(Attempt attempt, TargetTrouble trouble) {
        boolean mayHaveLeftSomething = attempt.hasBegun(Step.CREATE) || attempt.hasBegun(Step.HOOK_BEFORE);
        return mayHaveLeftSomething || trouble.passesSoon() && attempt.claim().attempt() < attempts
                ? new Ending.Unsettled(String.valueOf(trouble.getMessage()))
                : new Ending.Failed(
                        trouble.reason(),
                        trouble.getMessage() + " Nothing was touched.",
                        List.of(),
                        "",
                        trouble.sqlState());
    }

    /** The plan named no superuser, and so did the approval. What has begun is carried on: its doors have to be set right. */
    private static boolean isUnapproved(Attempt attempt, Look.Seen seen) {
        return seen.facts().role().superuser()
                && !seen.facts().role().name().equals(attempt.plan().superuser())
                && !attempt.hasBegun(Step.CREATE)
                && !attempt.hasBegun(Step.HOOK_BEFORE);
    }

    private static Ending unapproved() {
        return Ending.Failed.of(
                "target_superuser",
                "The target role is a superuser now, and was none when this was planned: ask for a new plan. Nothing"
                        + " was touched.");
    }

    private Way way(Claim claim) {
        return switch (claim.plan().mode()) {
            case FRESH -> fresh;
            case SWAP -> swap;
            case IN_PLACE -> inPlace;
        };
    }
}
