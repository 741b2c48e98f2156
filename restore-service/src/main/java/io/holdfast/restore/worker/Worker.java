package io.holdfast.restore.worker;

import io.holdfast.events.log.Replay;
import io.holdfast.restore.metrics.RestoreMeters;
import io.holdfast.restore.postgres.Endings;
import io.holdfast.restore.postgres.Errands;
import io.holdfast.restore.postgres.RestoreQueue;
import io.holdfast.restore.restoring.Claim;
import io.holdfast.restore.restoring.Ending;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One thread that claims a restore, carries it out, and records the end if the claim is still its own; errands between them. */
final class Worker implements Runnable {

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final UUID name = UUID.randomUUID();
    private final Replay replay;
    private final RestoreQueue queue;
    private final Errands errands;
    private final CarryOut carryOut;
    private final RunErrands runErrands;
    private final Endings endings;
    private final LiveRestores lives;
    private final RestoreMeters meters;
    private final Clock clock;
    private final Duration poll;
    private final Thread thread;
    private @Nullable LiveRestore current;
    private Errands.@Nullable Errand errand;
    private boolean stopping;

    Worker(
            Replay replay,
            RestoreQueue queue,
            Errands errands,
            CarryOut carryOut,
            RunErrands runErrands,
            Endings endings,
            LiveRestores lives,
            RestoreMeters meters,
            Clock clock,
            Duration poll) {
        this.replay = replay;
        this.queue = queue;
        this.errands = errands;
        this.carryOut = carryOut;
        this.runErrands = runErrands;
        this.endings = endings;
        this.lives = lives;
        this.meters = meters;
        this.clock = clock;
        this.poll = poll;
        this.thread = new Thread(this, "restorer");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        while (!isStopping()) {
            try {
                if (!replay.isComplete() || !workOnce()) {
                    pause();
                }
            } catch (InterruptedException e) {
                // Either the lease was lost, and the next claim is looked for, or the service stops.
                LOG.debug("interrupted", e);
            } catch (RuntimeException e) {
                LOG.warnf(e, "A restore could not be carried on; it is taken up again when its lease ends");
                pauseQuietly();
            }
        }
    }

    private boolean workOnce() throws InterruptedException {
        Optional<Claim> claim = queue.claim(name);
        if (claim.isPresent()) {
            restore(claim.get());
            return true;
        }
        Optional<Errands.Errand> next = errands.claim(name);
        if (next.isPresent()) {
            run(next.get());
        }
        return next.isPresent();
    }

    private void run(Errands.Errand next) throws InterruptedException {
        synchronized (this) {
            errand = next;
        }
        try {
            runErrands.run(next);
        } finally {
            synchronized (this) {
                errand = null;
            }
        }
    }

    private void restore(Claim claim) throws InterruptedException {
        LiveRestore live = new LiveRestore(claim);
        synchronized (this) {
            current = live;
        }
        lives.add(live);
        try {
            LOG.infof(
                    "Restore %s of %s begins (attempt %d)",
                    claim.restore(), claim.backup().database(), claim.attempt());
            end(claim, carryOut.carryOut(claim, live));
        } finally {
            lives.remove(live);
            synchronized (this) {
                current = null;
            }
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
                queue.handBack(claim, clock.instant().plus(PAUSE));
            }
            case Ending.Interrupted interrupted -> LOG.infof("Restore %s was interrupted", claim.restore());
        }
    }

    private void said(Claim claim, boolean recorded, boolean completed, String what) {
        if (recorded) {
            meters.ended(completed);
            LOG.infof("Restore %s: %s", claim.restore(), what);
        } else {
            LOG.warnf("Restore %s: the lease was lost; nothing is recorded", claim.restore());
        }
    }

    /** Keeps the lease of what is being done; where it is lost, the work is stopped. */
    synchronized void renew() {
        boolean lost = (current != null && !queue.renew(current.claim())) || (errand != null && !errands.renew(errand));
        if (lost) {
            stopCurrent();
        }
    }

    private void stopCurrent() {
        if (current != null) {
            current.stop();
        }
        thread.interrupt();
    }

    /** Stops the work and hands it back, so that another worker need not wait for the lease to end. */
    void stop() {
        LiveRestore running;
        synchronized (this) {
            stopping = true;
            running = current;
            notifyAll();
            stopCurrent();
        }
        if (running != null) {
            queue.handBack(running.claim(), clock.instant().plus(PAUSE));
        }
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized void pause() throws InterruptedException {
        if (!stopping) {
            wait(poll.toMillis());
        }
    }

    private void pauseQuietly() {
        try {
            pause();
        } catch (InterruptedException e) {
            LOG.debug("interrupted", e);
        }
    }
}
