package io.holdfast.restore.worker;

import io.holdfast.events.working.Work;
import io.holdfast.restore.metrics.RestoreMeters;
import io.holdfast.restore.postgres.Endings;
import io.holdfast.restore.postgres.Errands;
import io.holdfast.restore.postgres.RestoreQueue;
import io.holdfast.restore.restoring.Claim;
import io.holdfast.restore.restoring.Ending;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Restores, and errands between them. */
@ApplicationScoped
class RestoreWork implements Work<Task> {

    private static final Logger LOG = Logger.getLogger(RestoreWork.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final RestoreQueue queue;
    private final Errands errands;
    private final CarryOut carryOut;
    private final RunErrands runErrands;
    private final Endings endings;
    private final LiveRestores lives;
    private final RestoreMeters meters;
    private final Clock clock;

    RestoreWork(
            RestoreQueue queue,
            Errands errands,
            CarryOut carryOut,
            RunErrands runErrands,
            Endings endings,
            LiveRestores lives,
            RestoreMeters meters,
            Clock clock) {
        this.queue = queue;
        this.errands = errands;
        this.carryOut = carryOut;
        this.runErrands = runErrands;
        this.endings = endings;
        this.lives = lives;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public Optional<Task> claim(UUID worker) {
        Optional<Task> restore = queue.claim(worker).map(claim -> new Task.Restore(new LiveRestore(claim)));
        return restore.isPresent() ? restore : errands.claim(worker).map(Task.Afterwards::new);
    }

    @Override
    public void carryOut(Task task) throws InterruptedException {
        switch (task) {
            case Task.Restore restore -> restore(restore.live());
            case Task.Afterwards afterwards -> runErrands.run(afterwards.errand());
        }
    }

    private void restore(LiveRestore live) throws InterruptedException {
        Claim claim = live.claim();
        lives.add(live);
        try {
            LOG.infof(
                    "Restore %s of %s begins (attempt %d)",
                    claim.restore(), claim.backup().database(), claim.attempt());
            end(claim, carryOut.carryOut(claim, live));
        } finally {
            lives.remove(live);
        }
    }

    private void end(Claim claim, Ending ending) throws InterruptedException {
        // Whoever was interrupted may have seen half of it.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        switch (ending) {
            case Ending.Completed completed -> said(claim, endings.record(claim, completed), true, "is completed");
            case Ending.Failed failed -> said(claim, endings.record(claim, failed), false, failed.message());
            case Ending.Unsettled unsettled -> {
                LOG.warnf("Restore %s is taken up again: %s", claim.restore(), unsettled.why());
                queue.handBack(claim, clock.instant().plus(pauseAfter(claim.attempt())));
            }
            case Ending.Interrupted interrupted -> LOG.infof("Restore %s was interrupted", claim.restore());
        }
    }

    /**
     * Doubles from attempt to attempt, up to ten minutes: a server may be away for a night.
     *
     * @param attempt from 1
     */
    static Duration pauseAfter(int attempt) {
        Duration doubled = PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void said(Claim claim, boolean recorded, boolean completed, String what) {
        if (recorded) {
            meters.ended(completed);
            LOG.infof("Restore %s: %s", claim.restore(), what);
        } else {
            LOG.warnf("Restore %s: the lease was lost; nothing is recorded", claim.restore());
        }
    }

    @Override
    public boolean renew(Task task) {
        return switch (task) {
            case Task.Restore restore -> queue.renew(restore.live().claim());
            case Task.Afterwards afterwards -> errands.renew(afterwards.errand());
        };
    }

    @Override
    public void stop(Task task) {
        switch (task) {
            case Task.Restore restore -> restore.live().stop();
            // It is short, and ends at its next wait.
            case Task.Afterwards afterwards -> {}
        }
    }

    @Override
    public void handBack(Task task) {
        switch (task) {
            case Task.Restore restore ->
                queue.handBack(restore.live().claim(), clock.instant().plus(PAUSE));
            // It may have half done what it does; whoever takes over reads the server when the lease has ended.
            case Task.Afterwards afterwards -> {}
        }
    }
}
