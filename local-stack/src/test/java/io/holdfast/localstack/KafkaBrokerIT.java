package io.holdfast.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {

    @TempDir
    Path home;

    private KafkaBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = KafkaBroker.start(home);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get(5, TimeUnit.MINUTES);
        }
    }

    @AfterEach
    void stop() {
        broker.kill();
    }

    @Test
    void acknowledged_records_survive_a_kill_on_the_same_address() throws Exception {
        String before = broker.bootstrap();
        write("kept");

        broker.kill();
        broker.restart();

        assertThat(broker.bootstrap()).isEqualTo(before);
        assertThat(read()).containsExactly("kept");
    }

    @Test
    void acknowledged_records_survive_a_stop() throws Exception {
        write("kept");
        broker.stop();

        KafkaBroker again = KafkaBroker.start(home);

        assertThat(again.pid()).isNotEqualTo(broker.pid());
        assertThat(read()).containsExactly("kept");
        again.kill();
    }

    @Test
    void starting_it_twice_gives_the_running_one() {
        KafkaBroker second = KafkaBroker.start(home);

        assertThat(second.pid()).isEqualTo(broker.pid());
    }

    @Test
    void a_stopped_broker_is_not_running() {
        broker.stop();

        assertThat(KafkaBroker.running(home)).isEmpty();
    }

    private void write(String text) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrap());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("t", text.getBytes(StandardCharsets.UTF_8)))
                    .get(5, TimeUnit.MINUTES);
        }
    }

    private List<String> read() {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrap(), "auto.offset.reset", "earliest");
        List<String> texts = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition("t", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            consumer.poll(Duration.ofSeconds(20))
                    .forEach(record -> texts.add(new String(record.value(), StandardCharsets.UTF_8)));
        }
        return texts;
    }
}
