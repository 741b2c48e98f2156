package io.holdfast.events.log;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Detects that the catalog is older than the records being read, for example after a restore of the catalog under a running service.
 * Reading then continues at the offset in the catalog.
 *
 * <p>Offsets can also be missing in the event log itself (transaction markers of a producer, records past their retention). In that case
 * the same record comes first again, and it is accepted.
 */
@ApplicationScoped
class OffsetRewindDetector {

    private static final Logger LOG = Logger.getLogger(OffsetRewindDetector.class);

    private final KafkaClientService clients;
    private final CatalogueOffsetSeeker catalogue;
    private final EventLogCatchUpGate catchUpGate;
    private final Map<TopicPartition, Gap> sought = new ConcurrentHashMap<>();

    OffsetRewindDetector(
            KafkaClientService clients,
            @Identifier("catalogue-position") CatalogueOffsetSeeker catalogue,
            EventLogCatchUpGate catchUpGate) {
        this.clients = clients;
        this.catalogue = catalogue;
        this.catchUpGate = catchUpGate;
    }

    /** Whether the record must be dropped, because reading continues at {@code next}. */
    boolean isRewound(TopicPartition partition, long next, long offset) {
        Gap gap = new Gap(next, offset);
        Gap known = sought.putIfAbsent(partition, gap);
        if (gap.equals(known)) {
            sought.remove(partition);
            return false;
        }
        if (known == null || known.next() != next) {
            sought.put(partition, gap);
            LOG.warnf(
                    "%s: the catalog is at offset %d, the event log at %d; reading again from the catalog's offset",
                    partition, next, offset);
            catchUpGate.again();
            seekToCatalogue(partition);
        }
        return true;
    }

    /** The partition was read without a gap. */
    void inOrder(TopicPartition partition) {
        sought.remove(partition);
    }

    /**
     * Rewinds every channel: the other partitions were rewound with this one, and might get no new record for days. It runs on a thread of
     * its own: work that is handed to a polling thread takes its caller's transaction along. The record's transaction would end while the
     * polling thread still uses it, and that thread would never get another connection.
     */
    private void seekToCatalogue(TopicPartition partition) {
        Thread.ofVirtual()
                .name("seek-to-catalogue")
                .start(() -> clients.getConsumerChannels().forEach(channel -> seekToCatalogue(channel, partition)));
    }

    private void seekToCatalogue(String channel, TopicPartition partition) {
        KafkaConsumer<Object, Object> consumer = clients.getConsumer(channel);
        consumer.runOnPollingThread(client -> {
                    catalogue.onPartitionsAssigned(client, client.assignment());
                })
                .subscribe()
                .with(done -> {}, failure -> {
                    sought.remove(partition);
                    LOG.warnf("%s: could not rewind: %s", channel, failure.getMessage());
                });
    }

    private record Gap(long next, long offset) {}
}
