package io.holdfast.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long, because only long tests use three brokers. */
@Tag("long")
class KafkaClusterIT {

    @TempDir
    Path home;

    @Test
    void two_of_three_brokers_take_a_record() throws Exception {
        try (KafkaCluster cluster = KafkaCluster.start(home, 3);
                Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()));
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", cluster.bootstrap(), "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 3))).all().get(5, TimeUnit.MINUTES);
            cluster.brokers().getFirst().kill();

            RecordMetadata taken = producer.send(new ProducerRecord<>("t", "kept".getBytes(StandardCharsets.UTF_8)))
                    .get(5, TimeUnit.MINUTES);

            assertThat(taken.offset()).isZero();
        }
    }
}
