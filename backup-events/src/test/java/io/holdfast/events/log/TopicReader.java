package io.holdfast.events.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.RawRecord;
import io.holdfast.events.codec.RecordDecodeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its start until a record is found, as a foreign reader would. */
final class TopicReader {

    private static final Duration SOON = Duration.ofMinutes(5);

    private final Map<String, Object> settings;

    TopicReader(Map<String, Object> settings) {
        this.settings = new HashMap<>(settings);
        this.settings.remove("group.id");
    }

    /** Ids of the events of a topic up to the one with the given id. */
    List<String> idsUntil(String topic, String last) {
        List<String> ids = new ArrayList<>();
        find(topic, record -> {
            ids.add(id(record));
            return ids.getLast().equals(last);
        });
        return ids;
    }

    /** Ids of all events in a topic at this moment. */
    List<String> ids(String topic) {
        List<String> ids = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = fromTheBeginning(topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> ids.add(id(record)));
            }
        }
        return ids;
    }

    private KafkaConsumer<byte[], byte[]> fromTheBeginning(String topic) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    ConsumerRecord<byte[], byte[]> letterWith(Topic topic, String value) {
        return find(topic.deadLetterName(), record -> new String(record.value(), UTF_8).equals(value));
    }

    ConsumerRecord<byte[], byte[]> letterStarting(Topic topic, String head) {
        return find(topic.deadLetterName(), record -> new String(record.value(), UTF_8).startsWith(head));
    }

    private ConsumerRecord<byte[], byte[]> find(String topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        try (KafkaConsumer<byte[], byte[]> consumer = fromTheBeginning(topic)) {
            long end = System.nanoTime() + SOON.toNanos();
            while (System.nanoTime() < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (wanted.test(record)) {
                        return record;
                    }
                }
            }
        }
        throw new AssertionError("not found on " + topic + " within " + SOON);
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        return new EventCodec().decode(RawRecord.of(record)) instanceof RecordDecodeResult.Read read
                ? read.envelope().id()
                : "unreadable";
    }
}
