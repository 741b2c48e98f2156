package io.holdfast.notify.kafka;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.Decoded;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.RawRecord;
import io.holdfast.events.log.Broker;
import io.holdfast.events.log.Signing;
import io.holdfast.notify.postgres.Missed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads again, beside the hearing, what a sink has missed. Of no consumer group: the books know where each sink stands. */
@ApplicationScoped
public class CatchUp {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 500;

    private final Missed missed;
    private final Broker broker;
    private final Signing signing;
    private final EventCodec codec = new EventCodec();

    CatchUp(Missed missed, Broker broker, Signing signing) {
        this.missed = missed;
        this.broker = broker;
        this.signing = signing;
    }

    /** Returns when nothing is missed any more, or when the broker brings nothing. */
    public void run() {
        // Most of the time there is nothing, and no consumer is made.
        if (!missed.isAny()) {
            return;
        }
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            while (missed.catchUp(stretch -> read(consumer, stretch))) {
                // Step by step: each is kept before the next begins.
            }
        }
    }

    private Missed.Read read(KafkaConsumer<byte[], byte[]> consumer, Missed.Stretch stretch) {
        String topic = Topic.BACKUP_EVENTS.topicName();
        if (!stretch.topicId().equals(broker.topicId(topic))) {
            // That topic is gone, and what it held with it.
            return new Missed.Read(List.of(), stretch.to());
        }
        TopicPartition partition = new TopicPartition(topic, stretch.partition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, stretch.from());
        List<Missed.Line> lines = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
            if (record.offset() < stretch.to()) {
                line(record, stretch.topicId()).ifPresent(lines::add);
            }
        }
        return new Missed.Read(lines, consumer.position(partition));
    }

    private Optional<Missed.Line> line(ConsumerRecord<byte[], byte[]> record, UUID topicId) {
        RawRecord raw = RawRecord.of(record, topicId);
        return codec.decode(raw) instanceof Decoded.Read read
                        && read.envelope().message() instanceof BackupEvent event
                        && signing.refusal(record, raw, read.envelope()).isEmpty()
                ? Optional.of(new Missed.Line(read.envelope(), event, record.offset()))
                : Optional.empty();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(broker.settings());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, AT_ONCE);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
