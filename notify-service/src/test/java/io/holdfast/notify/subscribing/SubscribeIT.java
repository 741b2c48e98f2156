package io.holdfast.notify.subscribing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.events.codec.Json;
import io.holdfast.localstack.testing.NeedsProgram;
import io.holdfast.localstack.testing.TestInfrastructure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs every program of docs/subscribe.md against a real event log. */
@Timeout(900)
class SubscribeIT {

    private static final Path EVENTS = Path.of("../docs/events/examples");
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final String COMPLETED = "holdfast.backup.completed.v1";
    private static final String VERIFIED = "holdfast.backup.verified.v1";

    @TempDir
    Path folder;

    private static String bootstrap;
    private static KafkaProducer<String, byte[]> producer;

    @BeforeAll
    static void a_log() throws ExecutionException, InterruptedException {
        bootstrap = TestInfrastructure.kafka().bootstrap();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            if (!admin.listTopics().names().get().contains("backup-events")) {
                admin.createTopics(List.of(new NewTopic("backup-events", Optional.of(3), Optional.empty())))
                        .all()
                        .get();
            }
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void end() {
        producer.close();
    }

    @ParameterizedTest
    @EnumSource(Consumer.class)
    void a_consumer_prints_each_completion_once_and_resumes_at_its_offset(Consumer consumer) throws IOException {
        List<String> command = consumer.command(folder);
        String group = "dashboard-" + UUID.randomUUID();
        String database = "db-" + consumer.name().toLowerCase();
        say(COMPLETED, database, "1");
        say("holdfast.backup.accepted.v1", database, "2");
        say(VERIFIED, database, "3");
        say(VERIFIED, database, "3");
        say(COMPLETED, "another", "4" + group);

        Program first = consumer.start(folder, bootstrap, group, command, database);
        try (first) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(first.lines()).as(first.complaints()).hasSize(2));
            assertThat(first.lines().get(0)).startsWith(database + " " + COMPLETED);
            assertThat(first.lines().get(1)).startsWith(database + " " + VERIFIED);
            await().atMost(PATIENCE).until(() -> hasCommittedAll(group));
        }

        say(COMPLETED, database, "5");
        Program second = consumer.start(folder, bootstrap, group, command, database);
        try (second) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(second.lines()).as(second.complaints()).isNotEmpty());
            assertThat(second.lines()).singleElement().asString().startsWith(database + " " + COMPLETED);
        }
    }

    @Test
    @NeedsProgram({"kcat", "jq"})
    void kcat_replays_the_log_from_its_beginning() throws IOException {
        say(COMPLETED, "db-kcat", "1");
        say("holdfast.backup.started.v1", "db-kcat", "2");

        try (Program kcat = kcat("completions.sh")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(kcat.lines())
                            .as(kcat.complaints())
                            .filteredOn(line -> line.startsWith("db-kcat "))
                            .singleElement()
                            .asString()
                            .startsWith("db-kcat " + COMPLETED));
        }
    }

    @Test
    @NeedsProgram("kcat")
    void kcat_is_a_member_of_a_group() throws IOException {
        say(COMPLETED, "db-kcat-group", "1");

        try (Program kcat = kcat("group.sh")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(kcat.lines())
                            .as(kcat.complaints())
                            .anyMatch(line -> line.contains("\"db-kcat-group\"")));
        }
    }

    private Program kcat(String script) {
        return Program.start(
                folder,
                Map.of("KAFKA", bootstrap, "GROUP", "kcat-" + UUID.randomUUID()),
                List.of("sh", Consumer.EXAMPLES.resolve(script).toString()));
    }

    /** Returns the example event of this type, for this database, with an additional field of a later version. */
    private static void say(String type, String database, String id) throws IOException {
        ObjectNode event = (ObjectNode)
                Json.mapper().readTree(EVENTS.resolve(type + ".json").toFile());
        event.put("id", id).put("subject", database).put("later", "than this reader");
        ((ObjectNode) event.get("data")).put("database", database).put("later", "than this reader");
        producer.send(
                new ProducerRecord<>("backup-events", database, event.toString().getBytes(StandardCharsets.UTF_8)));
        producer.flush();
    }

    private static boolean hasCommittedAll(String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        producer.partitionsFor("backup-events")
                .forEach(info -> ends.put(new TopicPartition(info.topic(), info.partition()), OffsetSpec.latest()));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return admin.listOffsets(ends).all().get().entrySet().stream()
                    .allMatch(end -> end.getValue().offset() == 0
                            || committed.get(end.getKey()) != null
                                    && committed.get(end.getKey()).offset()
                                            >= end.getValue().offset());
        }
    }
}
