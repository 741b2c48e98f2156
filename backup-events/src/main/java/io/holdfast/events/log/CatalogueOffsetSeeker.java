package io.holdfast.events.log;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Starts reading at the offset in the catalog, regardless of the group's committed offset; at the start if the catalog has none. */
@ApplicationScoped
@Identifier("catalogue-position")
public class CatalogueOffsetSeeker implements KafkaConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(CatalogueOffsetSeeker.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final PartitionOffsets positions;
    private final KafkaAdmin broker;

    CatalogueOffsetSeeker(PartitionOffsets positions, KafkaAdmin broker) {
        this.positions = positions;
        this.broker = broker;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        broker.forgetTopics();
        while (true) {
            try {
                seek(consumer, partitions);
                return;
            } catch (SQLException | KafkaAdmin.BrokerUnavailable e) {
                LOG.warnf("Reading waits for the offsets in the catalog: %s", e.getMessage());
                pause();
            }
        }
    }

    private void seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) throws SQLException {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        for (TopicPartition partition : partitions) {
            long beginning = beginnings.getOrDefault(partition, 0L);
            Map<Integer, Long> known = positions.of(partition.topic(), broker.topicId(partition.topic()));
            consumer.seek(partition, Math.max(beginning, known.getOrDefault(partition.partition(), beginning)));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before the offsets in the catalog were read", e);
        }
    }
}
