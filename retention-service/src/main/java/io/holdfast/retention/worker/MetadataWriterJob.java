package io.holdfast.retention.worker;

import io.holdfast.events.log.CatalogueErrorClassifier;
import io.holdfast.events.log.CatchUpGate;
import io.holdfast.retention.metadata.WriteMetadata;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Writes the facts that have changed, soon after they were heard. */
@ApplicationScoped
class MetadataWriterJob {

    private static final Logger LOG = Logger.getLogger(MetadataWriterJob.class);

    private final CatchUpGate catchUpGate;
    private final WriteMetadata remembering;

    MetadataWriterJob(CatchUpGate catchUpGate, WriteMetadata remembering) {
        this.catchUpGate = catchUpGate;
        this.remembering = remembering;
    }

    /** Not before the log is read to its end: half a story would be written over the whole one. */
    @Scheduled(every = "${holdfast.retention.facts-every:2s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void write() {
        if (!catchUpGate.isComplete()) {
            return;
        }
        try {
            int written = remembering.run();
            LOG.debugf("%d files with facts were written", written);
        } catch (RuntimeException e) {
            if (CatalogueErrorClassifier.isCauseOf(e)) {
                LOG.debugf("Facts wait for the catalogue: %s", e.getMessage());
            } else {
                LOG.error("Facts could not be written; they are tried again", e);
            }
        }
    }
}
