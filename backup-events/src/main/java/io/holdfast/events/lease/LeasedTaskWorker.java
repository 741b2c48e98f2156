package io.holdfast.events.lease;

import io.holdfast.events.log.EventLogCatchUpGate;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A thread that repeatedly claims a work item and carries it out.
 *
 * @param <C> type of a claim
 */
public final class LeasedTaskWorker<C> implements Runnable {

    private static final Logger LOG = Logger.getLogger(LeasedTaskWorker.class);

    private final UUID name = UUID.randomUUID();
    private final EventLogCatchUpGate catchUpGate;
    private final LeasedTaskHandler<C> work;
    private final Duration poll;
    private final Thread thread;
    private @Nullable C current;
    private boolean stopping;

    /**
     * @param thread name of the thread
     * @param catchUpGate nothing is claimed before the gate is open
     * @param poll interval between attempts if there is no work
     */
    public LeasedTaskWorker(String thread, EventLogCatchUpGate catchUpGate, LeasedTaskHandler<C> work, Duration poll) {
        this.catchUpGate = catchUpGate;
        this.work = work;
        this.poll = poll;
        this.thread = new Thread(this, thread);
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void run() {
        while (!isStopping()) {
            try {
                if (!catchUpGate.isComplete() || !workOnce()) {
                    pause();
                }
            } catch (InterruptedException e) {
                // Either the lease was lost, and the loop continues with the next claim, or the service stops.
                LOG.debug("interrupted", e);
            } catch (RuntimeException e) {
                LOG.warnf(e, "%s failed; its work is retried when the lease ends: %s", thread.getName(), e);
                pauseQuietly();
            }
        }
    }

    private boolean workOnce() throws InterruptedException {
        Optional<C> claim = work.claim(name);
        claim.ifPresent(this::begin);
        if (claim.isEmpty()) {
            return false;
        }
        try {
            work.carryOut(claim.get());
        } finally {
            end();
        }
        return true;
    }

    private synchronized void begin(C claim) {
        current = claim;
    }

    private synchronized void end() {
        current = null;
    }

    /** Renews the lease of the current work. If the lease is lost, the work is stopped. */
    public synchronized void renew() {
        if (current != null && !work.renew(current)) {
            stopCurrent();
        }
    }

    private void stopCurrent() {
        if (current != null) {
            work.stop(current);
        }
        thread.interrupt();
    }

    /** Stops the work and releases the claim, so that another worker need not wait for the end of the lease. */
    public void stop() {
        C claim;
        synchronized (this) {
            stopping = true;
            claim = current;
            notifyAll();
            stopCurrent();
        }
        if (claim != null) {
            work.release(claim);
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
