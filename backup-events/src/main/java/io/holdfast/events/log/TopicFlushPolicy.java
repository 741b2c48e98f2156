package io.holdfast.events.log;

import io.holdfast.events.Topic;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * How an acknowledged record survives a power failure (ADR 0048): on a second broker or, if a topic has too few replicas, on the disk of
 * the only one. By default, Kafka acknowledges records that are only in the page cache.
 */
public final class TopicFlushPolicy {

    /** Topic setting: the broker calls fsync after this number of appended messages, and acknowledges afterwards. */
    public static final String SETTING = TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG;

    public static final String EACH_MESSAGE = "1";

    private TopicFlushPolicy() {}

    /** The settings of a new topic that depend on its number of replicas. */
    public static Map<String, String> settings(String topic, int replicas) {
        return Topic.requiresFlush(topic, replicas) ? Map.of(SETTING, EACH_MESSAGE) : Map.of();
    }

    public static List<ConfigResource> resources(Collection<String> topics) {
        return topics.stream().map(TopicFlushPolicy::resource).toList();
    }

    /**
     * The required changes of existing topics. A value that is set explicitly on a topic is kept, whatever it is.
     *
     * @param topics as described by the broker
     * @param configurations of at least these topics
     */
    public static Map<ConfigResource, Collection<AlterConfigOp>> missing(
            Collection<TopicDescription> topics, Map<ConfigResource, Config> configurations) {
        return topics.stream()
                .filter(topic -> Topic.requiresFlush(topic.name(), replicas(topic)))
                .map(topic -> resource(topic.name()))
                .filter(topic -> !isSetOn(configurations.get(topic)))
                .collect(Collectors.toMap(
                        topic -> topic,
                        topic -> List.of(
                                new AlterConfigOp(new ConfigEntry(SETTING, EACH_MESSAGE), AlterConfigOp.OpType.SET)),
                        (one, same) -> one,
                        () -> new TreeMap<>(Comparator.comparing(ConfigResource::name))));
    }

    private static boolean isSetOn(@Nullable Config configuration) {
        return Optional.ofNullable(configuration)
                .map(settings -> settings.get(SETTING))
                .filter(setting -> setting.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .isPresent();
    }

    /** The number of replicas of the partition with the fewest. */
    private static int replicas(TopicDescription topic) {
        return topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
