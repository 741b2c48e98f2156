package io.holdfast.restore.worker;

import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.restore.postgres.RestoreStepRepository;
import io.holdfast.restore.restoring.RestoreClaim;
import io.holdfast.restore.restoring.RestoreOutcome;
import io.holdfast.restore.settings.ConfiguredTargets;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoreengine.server.ServerInspectionResult;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Executes one attempt in the approved mode. */
@ApplicationScoped
class ExecuteRestore {

    private final ConfiguredTargets targets;
    private final RestoreStepRepository restoreStepLog;
    private final NewDatabaseRestoreStrategy fresh;
    private final RestoreAndSwapStrategy swap;
    private final InPlaceRestoreStrategy inPlace;
    private final DropHoldfastDatabase dropDatabase;
    private final int attempts;

    ExecuteRestore(
            ConfiguredTargets targets,
            RestoreStepRepository restoreStepLog,
            NewDatabaseRestoreStrategy fresh,
            RestoreAndSwapStrategy swap,
            InPlaceRestoreStrategy inPlace,
            DropHoldfastDatabase dropDatabase,
            RestoreSettings settings) {
        this.targets = targets;
        this.restoreStepLog = restoreStepLog;
        this.fresh = fresh;
        this.swap = swap;
        this.inPlace = inPlace;
        this.dropDatabase = dropDatabase;
        this.attempts = settings.restore().attempts();
    }

    RestoreOutcome carryOut(RestoreClaim claim, RestoreInProgress live) throws InterruptedException {
        try {
            Optional<RestoreSettings.Target> target = targets.of(claim.backup().database());
            Optional<TargetServer> server = targets.server(claim.backup().database());
            if (target.isEmpty() || server.isEmpty()) {
                return RestoreOutcome.Failed.of(
                        "target_not_configured",
                        "No target is configured for this database any more. hint: set holdfast.restore.targets.");
            }
            return switch (server.get().inspect()) {
                case ServerInspectionResult.NotSeen notSeen ->
                    notSeen(
                            new RestoreAttempt(
                                    claim, server.get(), target.get(), live, restoreStepLog, dropDatabase, false),
                            notSeen.trouble());
                case ServerInspectionResult.Seen seen -> {
                    boolean suspends = seen.facts().role().suspendsTriggers();
                    RestoreAttempt attempt = new RestoreAttempt(
                            claim, server.get(), target.get(), live, restoreStepLog, dropDatabase, suspends);
                    yield isUnapproved(attempt, seen)
                            ? unapproved()
                            : strategy(claim).carryOut(attempt);
                }
            };
        } catch (PasswordUnavailableException e) {
            // The state that an earlier attempt left is unknown, and the password may become available again.
            return new RestoreOutcome.Unsettled(String.valueOf(e.getMessage()));
        } catch (TargetServerException trouble) {
            return RestoreAttempt.failed(trouble);
        }
    }

    /**
     * If an earlier attempt may have left something on the target, the restore ends only after a cleanup. If the server is only
     * busy or starting, the restore is retried.
     */
    private RestoreOutcome notSeen(RestoreAttempt attempt, TargetServerException trouble) {
        boolean mayHaveLeftSomething =
                attempt.hasBegun(RestoreStep.CREATE) || attempt.hasBegun(RestoreStep.HOOK_BEFORE);
        return mayHaveLeftSomething || trouble.isTransient() && attempt.claim().attempt() < attempts
                ? new RestoreOutcome.Unsettled(String.valueOf(trouble.getMessage()))
                : new RestoreOutcome.Failed(
                        trouble.reason(),
                        trouble.getMessage() + " Nothing was changed.",
                        List.of(),
                        "",
                        trouble.sqlState());
    }

    /**
     * Neither the plan nor the approval names this superuser. A restore that has started continues, because the live database
     * must be opened again.
     */
    private static boolean isUnapproved(RestoreAttempt attempt, ServerInspectionResult.Seen seen) {
        return seen.facts().role().superuser()
                && !seen.facts().role().name().equals(attempt.plan().superuser())
                && !attempt.hasBegun(RestoreStep.CREATE)
                && !attempt.hasBegun(RestoreStep.HOOK_BEFORE);
    }

    private static RestoreOutcome unapproved() {
        return RestoreOutcome.Failed.of(
                "target_superuser",
                "The target role is now a superuser, but was not when the plan was made. Nothing"
                        + " was changed. hint: request a new plan.");
    }

    private RestoreStrategy strategy(RestoreClaim claim) {
        return switch (claim.plan().mode()) {
            case FRESH -> fresh;
            case SWAP -> swap;
            case IN_PLACE -> inPlace;
        };
    }
}
