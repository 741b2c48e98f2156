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
 * Notices that the catalogue is older than what is being read, as after a restore of the catalogue under a running
 * service, and reads again from where the catalogue stands.
 *
 * <p>Offsets may also be missing from the log itself (a sender's transaction markers, records past their retention).
 * Then reading again brings the same record first, and it is taken.
 */
@ApplicationScoped
class OffsetRewindDetector {

    private static final Logger LOG = Logger.getLogger(OffsetRewindDetector.class);

    private final KafkaClientService clients;
    private final CatalogueOffsetSeeker catalogue;
    private final CatchUpGate catchUpGate;
    private final Map<TopicPartition, Gap> sought = new ConcurrentHashMap<>();

    OffsetRewindDetector(
            KafkaClientService clients,
            @Identifier("catalogue-position") CatalogueOffsetSeeker catalogue,
            CatchUpGate catchUpGate) {
        this.clients = clients;
        this.catalogue = catalogue;
        this.catchUpGate = catchUpGate;
    }

    /** Whether the record must be dropped because reading goes back to {@code next} first. */
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
                    "%s: the catalogue stands at %d, the log at %d; reading again from there", partition, next, offset);
            catchUpGate.again();
            seekToCatalogue(partition);
        }
        return true;
    }

    /** Reading goes on without a gap. */
    void inOrder(TopicPartition partition) {
        sought.remove(partition);
    }

    /**
     * Every channel: the other partitions were rewound with this one, and may not hear a new record for days. On a thread of
     * its own, because what is handed to a polling thread takes its caller's transaction along; the record's transaction
     * would end while the polling thread still reads in it, and that thread would never get another connection.
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
                    LOG.warnf("%s: could not go back: %s", channel, failure.getMessage());
                });
    }

    private record Gap(long next, long offset) {}
}
