package io.holdfast.restore.worker;

import io.holdfast.events.lease.LeasedTaskHandler;
import io.holdfast.restore.metrics.RestoreMetrics;
import io.holdfast.restore.postgres.PostSwapActionQueue;
import io.holdfast.restore.postgres.RestoreOutcomeRepository;
import io.holdfast.restore.postgres.RestoreQueue;
import io.holdfast.restore.restoring.RestoreClaim;
import io.holdfast.restore.restoring.RestoreOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Runs restores and the actions after a swap. */
@ApplicationScoped
class RestoreTaskHandler implements LeasedTaskHandler<RestoreTask> {

    private static final Logger LOG = Logger.getLogger(RestoreTaskHandler.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final RestoreQueue queue;
    private final PostSwapActionQueue actions;
    private final ExecuteRestore executeRestore;
    private final RunPostSwapActions runPostSwapActions;
    private final RestoreOutcomeRepository outcomes;
    private final RestoresInProgress lives;
    private final RestoreMetrics meters;
    private final Clock clock;

    RestoreTaskHandler(
            RestoreQueue queue,
            PostSwapActionQueue actions,
            ExecuteRestore executeRestore,
            RunPostSwapActions runPostSwapActions,
            RestoreOutcomeRepository outcomes,
            RestoresInProgress lives,
            RestoreMetrics meters,
            Clock clock) {
        this.queue = queue;
        this.actions = actions;
        this.executeRestore = executeRestore;
        this.runPostSwapActions = runPostSwapActions;
        this.outcomes = outcomes;
        this.lives = lives;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public Optional<RestoreTask> claim(UUID worker) {
        Optional<RestoreTask> restore =
                queue.claim(worker).map(claim -> new RestoreTask.Restore(new RestoreInProgress(claim)));
        return restore.isPresent() ? restore : actions.claim(worker).map(RestoreTask.Afterwards::new);
    }

    @Override
    public void carryOut(RestoreTask task) throws InterruptedException {
        switch (task) {
            case RestoreTask.Restore restore -> restore(restore.live());
            case RestoreTask.Afterwards afterwards -> runPostSwapActions.run(afterwards.errand());
        }
    }

    private void restore(RestoreInProgress live) throws InterruptedException {
        RestoreClaim claim = live.claim();
        lives.add(live);
        try {
            LOG.infof(
                    "Starting restore %s of %s (attempt %d)",
                    claim.restore(), claim.backup().database(), claim.attempt());
            end(claim, executeRestore.carryOut(claim, live));
        } finally {
            lives.remove(live);
        }
    }

    private void end(RestoreClaim claim, RestoreOutcome outcome) throws InterruptedException {
        // An interrupted restore may have completed only part of its work.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        switch (outcome) {
            case RestoreOutcome.Completed completed ->
                logResult(claim, outcomes.record(claim, completed), true, "completed");
            case RestoreOutcome.Failed failed ->
                logResult(claim, outcomes.record(claim, failed), false, failed.message());
            case RestoreOutcome.Unsettled unsettled -> {
                LOG.warnf("Restore %s will be retried: %s", claim.restore(), unsettled.why());
                queue.release(claim, clock.instant().plus(pauseAfter(claim.attempt())));
            }
            case RestoreOutcome.Interrupted interrupted -> LOG.infof("Restore %s was interrupted", claim.restore());
        }
    }

    /**
     * The pause before the next attempt. It doubles up to ten minutes, because a server may be unavailable for a night.
     *
     * @param attempt number of the attempt, from 1
     */
    static Duration pauseAfter(int attempt) {
        Duration doubled = PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void logResult(RestoreClaim claim, boolean recorded, boolean completed, String what) {
        if (recorded) {
            meters.ended(completed);
            LOG.infof("Restore %s: %s", claim.restore(), what);
        } else {
            LOG.warnf("Restore %s: the lease was lost; no outcome is recorded", claim.restore());
        }
    }

    @Override
    public boolean renew(RestoreTask task) {
        return switch (task) {
            case RestoreTask.Restore restore -> queue.renew(restore.live().claim());
            case RestoreTask.Afterwards afterwards -> actions.renew(afterwards.errand());
        };
    }

    @Override
    public void stop(RestoreTask task) {
        switch (task) {
            case RestoreTask.Restore restore -> restore.live().stop();
            // The action is short and ends at its next wait.
            case RestoreTask.Afterwards afterwards -> {}
        }
    }

    @Override
    public void release(RestoreTask task) {
        switch (task) {
            case RestoreTask.Restore restore ->
                queue.release(restore.live().claim(), clock.instant().plus(PAUSE));
            // The action may be incomplete. The next worker reads the state from the server after the lease has
            // expired.
            case RestoreTask.Afterwards afterwards -> {}
        }
    }
}
