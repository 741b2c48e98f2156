package io.holdfast.retention.schedule;

import io.holdfast.events.log.CatalogueAway;
import io.holdfast.events.log.Replay;
import io.holdfast.retention.remembering.RememberFacts;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Writes the facts that have changed, soon after they were heard. */
@ApplicationScoped
class Remembering {

    private static final Logger LOG = Logger.getLogger(Remembering.class);

    private final Replay replay;
    private final RememberFacts remembering;

    Remembering(Replay replay, RememberFacts remembering) {
        this.replay = replay;
        this.remembering = remembering;
    }

    /** Not before the log is read to its end: half a story would be written over the whole one. */
    @Scheduled(every = "${holdfast.retention.facts-every:2s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void write() {
        if (!replay.isComplete()) {
            return;
        }
        try {
            int written = remembering.run();
            LOG.debugf("%d files with facts were written", written);
        } catch (RuntimeException e) {
            if (CatalogueAway.isCauseOf(e)) {
                LOG.debugf("Facts wait for the catalogue: %s", e.getMessage());
            } else {
                LOG.error("Facts could not be written; they are tried again", e);
            }
        }
    }
}
