package io.holdfast.events.log;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Retries with increasing pauses while the catalog or the broker is unavailable, and logs that once. */
final class RetryLoop {

    private static final Logger LOG = Logger.getLogger(RetryLoop.class);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final String coordinates;
    private Duration next = Duration.ofMillis(100);
    private boolean said;

    RetryLoop(ConsumerRecord<?, ?> record) {
        this.coordinates = coordinates(record);
    }

    static String coordinates(ConsumerRecord<?, ?> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    /** Whether a retry can help. */
    boolean helps(RuntimeException failure) {
        boolean helps =
                CatalogueSqlErrorClassifier.isCauseOf(failure) || failure instanceof KafkaAdmin.BrokerUnavailable;
        if (helps && !said) {
            said = true;
            LOG.warnf("%s waits: %s", coordinates, failure.getMessage());
        }
        return helps;
    }

    void untilDone(Runnable step) {
        while (true) {
            try {
                step.run();
                return;
            } catch (RuntimeException e) {
                if (!helps(e)) {
                    throw e;
                }
                pause();
            }
        }
    }

    void pause() {
        try {
            Thread.sleep(next);
            next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(coordinates + " was not processed: the service stops", e);
        }
    }
}
