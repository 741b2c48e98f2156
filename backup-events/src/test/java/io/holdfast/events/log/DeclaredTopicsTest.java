package io.holdfast.events.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** The declared topics of a cluster equal those that the services would create. */
class DeclaredTopicsTest {

    private static final Path DECLARED = Path.of("../deploy/kubernetes/kafka/topics.yaml");

    @Test
    void declared_topics_are_those_that_the_services_make_on_three_brokers() throws IOException {
        List<Declared> made = CreateTopics.requiredTopics(onThreeBrokers()).stream()
                .map(Declared::of)
                .toList();

        List<Declared> declared = declared();

        assertThat(declared).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void one_broker_need_not_wait_for_a_second() {
        List<NewTopic> made = CreateTopics.requiredTopics(settings("1"));

        assertThat(made).allSatisfy(topic -> assertThat(topic.configs()).doesNotContainKey("min.insync.replicas"));
    }

    @Test
    void a_record_on_a_single_broker_is_on_its_disk() {
        for (String replicas : List.of("1", "2")) {
            List<NewTopic> made = CreateTopics.requiredTopics(settings(replicas));

            assertThat(made)
                    .filteredOn(topic -> "1".equals(topic.configs().get("flush.messages")))
                    .extracting(NewTopic::name)
                    .hasSize(8)
                    .contains("backup-events", "backup-requests", "backup-events-dead-letter");
            assertThat(made)
                    .filteredOn(topic -> topic.name().equals("backup-progress"))
                    .singleElement()
                    .satisfies(progress -> assertThat(progress.configs()).doesNotContainKey("flush.messages"));
        }
    }

    @Test
    void a_record_on_a_second_broker_does_not_wait_for_a_disk() {
        List<NewTopic> made = CreateTopics.requiredTopics(onThreeBrokers());

        assertThat(made).allSatisfy(topic -> assertThat(topic.configs()).doesNotContainKey("flush.messages"));
    }

    private record Declared(String name, int partitions, int replicas, Map<String, String> configuration) {

        static Declared of(NewTopic topic) {
            return new Declared(
                    topic.name(), topic.numPartitions(), topic.replicationFactor(), new TreeMap<>(topic.configs()));
        }

        static Declared of(JsonNode resource) {
            Map<String, String> configuration = new TreeMap<>();
            resource.at("/spec/config")
                    .fields()
                    .forEachRemaining(entry ->
                            configuration.put(entry.getKey(), entry.getValue().asText()));
            return new Declared(
                    resource.at("/metadata/name").asText(),
                    resource.at("/spec/partitions").asInt(),
                    resource.at("/spec/replicas").asInt(),
                    configuration);
        }
    }

    private static List<Declared> declared() throws IOException {
        List<Declared> topics = new ArrayList<>();
        try (MappingIterator<JsonNode> resources =
                new ObjectMapper(new YAMLFactory()).readerFor(JsonNode.class).readValues(DECLARED.toFile())) {
            resources.forEachRemaining(resource -> topics.add(Declared.of(resource)));
        }
        return topics;
    }

    private static EventLogSettings onThreeBrokers() {
        return settings("3");
    }

    private static EventLogSettings settings(String replication) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(EventLogSettings.class)
                .withDefaultValue("holdfast.log.replication", replication)
                .build()
                .getConfigMapping(EventLogSettings.class);
    }
}
