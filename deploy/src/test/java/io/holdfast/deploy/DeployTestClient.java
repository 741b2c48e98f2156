package io.holdfast.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** The event log from now on, as another system sees it. */
final class DeployTestClient implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(5);

    private static final JsonMapper JSON = new JsonMapper();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<JsonNode> received = new ArrayList<>();

    DeployTestClient(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
        List<TopicPartition> partitions = consumer.partitionsFor("backup-events").stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Without this, the end would be determined at the first poll.
        partitions.forEach(consumer::position);
    }

    void ask(String database) {
        byte[] request = ("{\"database\":\"" + database + "\"}").getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>("backup-requests", request));
        producer.flush();
    }

    /** Waits for the newest matching event of this type. Returns its data. */
    JsonNode await(String type, Predicate<JsonNode> fits) {
        Awaitility.await(type).atMost(LONG).until(() -> {
            poll();
            return find(type, fits).isPresent();
        });
        return find(type, fits).orElseThrow();
    }

    /** The data of all events of this type so far. */
    List<JsonNode> all(String type) {
        return received.stream()
                .filter(event -> event.path("type").asText().equals("holdfast.backup." + type + ".v1"))
                .map(event -> event.path("data"))
                .toList();
    }

    private Optional<JsonNode> find(String type, Predicate<JsonNode> fits) {
        return all(type).reversed().stream().filter(fits).findFirst();
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> {
            try {
                received.add(JSON.readTree(record.value()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        consumer.close();
    }
}
