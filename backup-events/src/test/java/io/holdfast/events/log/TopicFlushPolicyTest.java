package io.holdfast.events.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** Which existing topics are changed. */
class TopicFlushPolicyTest {

    @Test
    void a_topic_on_one_broker_gets_the_setting() {
        assertThat(changed(topic("backup-events", 1), ConfigSource.DEFAULT_CONFIG))
                .containsExactly("backup-events");
    }

    @Test
    void so_do_dead_letters() {
        assertThat(changed(topic("backup-requests-dead-letter", 1), ConfigSource.DEFAULT_CONFIG))
                .containsExactly("backup-requests-dead-letter");
    }

    @Test
    void a_topic_with_one_replica_of_a_single_partition_gets_it() {
        assertThat(changed(topic("backup-events", 3, 1, 3), ConfigSource.DEFAULT_CONFIG))
                .containsExactly("backup-events");
    }

    @Test
    void progress_does_not() {
        assertThat(changed(topic("backup-progress", 1), ConfigSource.DEFAULT_CONFIG))
                .isEmpty();
    }

    @Test
    void a_topic_on_three_brokers_does_not() {
        assertThat(changed(topic("backup-events", 3, 3), ConfigSource.DEFAULT_CONFIG))
                .isEmpty();
    }

    @Test
    void a_topic_of_others_does_not() {
        assertThat(changed(topic("__consumer_offsets", 1), ConfigSource.DEFAULT_CONFIG))
                .isEmpty();
        assertThat(changed(topic("orders", 1), ConfigSource.DEFAULT_CONFIG)).isEmpty();
    }

    @Test
    void a_value_that_somebody_has_set_on_the_topic_is_kept() {
        assertThat(changed(topic("backup-events", 1), ConfigSource.DYNAMIC_TOPIC_CONFIG))
                .isEmpty();
    }

    private static Set<String> changed(TopicDescription topic, ConfigSource source) {
        ConfigEntry setting = new ConfigEntry(
                TopicFlushPolicy.SETTING,
                Long.toString(Long.MAX_VALUE),
                source,
                false,
                false,
                List.of(),
                ConfigEntry.ConfigType.LONG,
                null);
        ConfigResource resource =
                TopicFlushPolicy.resources(List.of(topic.name())).getFirst();
        return TopicFlushPolicy.missing(List.of(topic), Map.of(resource, new Config(List.of(setting))))
                .keySet()
                .stream()
                .map(ConfigResource::name)
                .collect(Collectors.toSet());
    }

    /** @param replicas of each partition */
    private static TopicDescription topic(String name, int... replicas) {
        return new TopicDescription(
                name,
                false,
                IntStream.range(0, replicas.length)
                        .mapToObj(partition -> {
                            List<Node> nodes = Stream.iterate(1, id -> id + 1)
                                    .limit(replicas[partition])
                                    .map(id -> new Node(id, "broker-" + id, 9092))
                                    .toList();
                            return new TopicPartitionInfo(partition, nodes.getFirst(), nodes, nodes);
                        })
                        .toList());
    }
}
