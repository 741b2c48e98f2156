package io.holdfast.verify.worker;

import io.holdfast.events.log.Replay;
import io.holdfast.verify.metrics.VerificationMeters;
import io.holdfast.verify.postgres.Verdicts;
import io.holdfast.verify.postgres.VerificationQueue;
import io.holdfast.verify.verifying.Claim;
import io.holdfast.verify.verifying.VerifyBackup;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One thread that claims a verification, carries it out, and records the verdict if the claim is still its own. */
final class Worker implements Runnable {

    private static final Logger LOG = Logger.getLogger(Worker.class);

    private final UUID name = UUID.randomUUID();
    private final Replay replay;
    private final VerificationQueue queue;
    private final VerifyBackup verifyBackup;
    private final Verdicts verdicts;
    private final VerificationMeters meters;
    private final Duration poll;
    private final boolean repetitions;
    private final Thread thread;
    private @Nullable Claim current;
    private boolean stopping;

    /** @param repetitions whether it does nothing but repetitions, or everything else */
    Worker(
            String thread,
            boolean repetitions,
            Replay replay,
            VerificationQueue queue,
            VerifyBackup verifyBackup,
            Verdicts verdicts,
            VerificationMeters meters,
            Duration poll) {
        this.replay = replay;
        this.queue = queue;
        this.verifyBackup = verifyBackup;
        this.verdicts = verdicts;
        this.meters = meters;
        this.poll = poll;
        this.repetitions = repetitions;
        this.thread = new Thread(this, thread);
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
                LOG.warnf("A verification could not be carried out; it is due again when its lease ends: %s", e);
                pauseQuietly();
            }
        }
    }

    private boolean workOnce() throws InterruptedException {
        Optional<Claim> claim = queue.claim(name, repetitions);
        claim.ifPresent(this::begin);
        if (claim.isEmpty()) {
            return false;
        }
        try {
            verify(claim.get());
        } finally {
            end();
        }
        return true;
    }

    private void verify(Claim claim) throws InterruptedException {
        LOG.infof("Backup %s is verified (attempt %d)", claim.backup().id(), claim.attempt());
        long begun = System.nanoTime();
        VerifyBackup.Found found = verifyBackup.verify(claim.backup(), claim.scope());
        // Whoever was interrupted may have seen half of it.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (verdicts.record(claim, found)) {
            meters.ended(found.judgement().verdict(), Duration.ofNanos(System.nanoTime() - begun));
            LOG.infof("Backup %s: %s", claim.backup().id(), found.judgement().verdict());
        } else {
            LOG.warnf(
                    "Backup %s: the lease was lost; nothing is recorded",
                    claim.backup().id());
        }
    }

    private synchronized void begin(Claim claim) {
        current = claim;
    }

    private synchronized void end() {
        current = null;
    }

    /** Keeps the lease of what is being done; where it is lost, the work is stopped. */
    synchronized void renew() {
        if (current != null && !queue.renew(current)) {
            thread.interrupt();
        }
    }

    /** Stops the work and hands it back, so that another worker need not wait for the lease to end. */
    void stop() {
        Claim claim;
        synchronized (this) {
            stopping = true;
            claim = current;
            notifyAll();
        }
        thread.interrupt();
        if (claim != null) {
            queue.handBack(claim);
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
