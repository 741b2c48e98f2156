package io.holdfast.notify.worker;

import io.holdfast.notify.settings.Sink;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Sends the deliveries of one sink sequentially. A slow or unavailable sink does not delay other sinks. */
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

    /** A request in progress ends at its timeout. If its result is not stored, the event is sent again. */
    synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    @Override
    public void run() {
        boolean idle = false;
        while (continues(idle)) {
            idle = !sendsOne();
        }
    }

    /** Catches all exceptions: the catalog may be unavailable temporarily, and no other thread sends to this sink. */
    private boolean sendsOne() {
        try {
            return sendNextDelivery.send(sink);
        } catch (RuntimeException e) {
            LOG.warnf("%s: sending is paused: %s", sink.name(), e.getMessage());
            return false;
        }
    }

    private synchronized boolean continues(boolean idle) {
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
