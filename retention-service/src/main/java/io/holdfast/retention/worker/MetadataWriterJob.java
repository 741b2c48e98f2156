package io.holdfast.retention.worker;

import io.holdfast.events.log.CatalogueSqlErrorClassifier;
import io.holdfast.events.log.EventLogCatchUpGate;
import io.holdfast.retention.metadata.WriteBackupMetadata;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Writes changed facts files soon after the change. */
@ApplicationScoped
class MetadataWriterJob {

    private static final Logger LOG = Logger.getLogger(MetadataWriterJob.class);

    private final EventLogCatchUpGate catchUpGate;
    private final WriteBackupMetadata remembering;

    MetadataWriterJob(EventLogCatchUpGate catchUpGate, WriteBackupMetadata remembering) {
        this.catchUpGate = catchUpGate;
        this.remembering = remembering;
    }

    /** Waits until the event log is read to its end. Otherwise an incomplete file would replace a complete one. */
    @Scheduled(every = "${holdfast.retention.facts-every:2s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void write() {
        if (!catchUpGate.isComplete()) {
            return;
        }
        try {
            int written = remembering.run();
            LOG.debugf("%d facts files written", written);
        } catch (RuntimeException e) {
            if (CatalogueSqlErrorClassifier.isCauseOf(e)) {
                LOG.debugf("Facts files wait for the catalog database: %s", e.getMessage());
            } else {
                LOG.error("Writing facts files failed and will be retried", e);
            }
        }
    }
}
