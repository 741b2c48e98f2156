package io.holdfast.notify.worker;

import io.holdfast.notify.settings.Sink;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Sends to one sink, one delivery after the other: a sink that is slow or away holds up nobody else's. */
final class SinkWorker implements Runnable {

    private static final Logger LOG = Logger.getLogger(SinkWorker.class);

    private final Sink sink;
    private final SendNextDelivery sendNextDelivery;
    private final Duration poll;
    private boolean stopping;

    SinkWorker(Sink sink, SendNextDelivery sendNextDelivery, Duration poll) {
        this.sink = sink;
        this.sendNextDelivery = sendNextDelivery;
        this.poll = poll;
    }

    void start() {
        Thread.ofPlatform().daemon().name("sink-" + sink.name()).start(this);
    }

    /** What is being sent is ended by its timeout; a delivery that is not written down any more is sent again. */
    synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    @Override
    public void run() {
        boolean idle = false;
        while (goesOn(idle)) {
            idle = !sendsOne();
        }
    }

    /** Broad on purpose: the catalogue may only be away for a while, and nobody else sends to this sink. */
    private boolean sendsOne() {
        try {
            return sendNextDelivery.send(sink);
        } catch (RuntimeException e) {
            LOG.warnf("%s: sending waits: %s", sink.name(), e.getMessage());
            return false;
        }
    }

    private synchronized boolean goesOn(boolean idle) {
        try {
            if (idle && !stopping) {
                wait(poll.toMillis());
            }
            return !stopping;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
