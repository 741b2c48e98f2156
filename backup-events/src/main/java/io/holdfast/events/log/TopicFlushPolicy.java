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
 * How an acknowledged record survives a power cut (ADR 0048): on a second broker, or, if a topic has too few replicas for that, on the
 * disk of the only one. Kafka's own default is to acknowledge what is in the page cache.
 */
public final class TopicFlushPolicy {

    /** Topic setting: the broker calls fsync when this number of messages is appended, and acknowledges afterwards. */
    public static final String SETTING = TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG;

    public static final String EACH_MESSAGE = "1";

    private TopicFlushPolicy() {}

    /** The settings of a new topic that follow from its number of replicas. */
    public static Map<String, String> settings(String topic, int replicas) {
        return Topic.requiresFlush(topic, replicas) ? Map.of(SETTING, EACH_MESSAGE) : Map.of();
    }

    public static List<ConfigResource> resources(Collection<String> topics) {
        return topics.stream().map(TopicFlushPolicy::resource).toList();
    }

    /**
     * What has to be changed on existing topics. A value that somebody has set on a topic is kept, whatever it is.
     *
     * @param topics as the broker describes them
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

    /** Of the partition that has the fewest. */
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
