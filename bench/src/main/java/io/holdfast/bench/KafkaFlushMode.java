package io.holdfast.bench;

import io.holdfast.events.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Whether a broker writes the records of all topics except progress to its disk before it acknowledges them. */
enum KafkaFlushMode {
    EACH_MESSAGE("1"),
    /** Kafka's default. */
    NEVER(Long.toString(Long.MAX_VALUE));

    private final String messages;

    KafkaFlushMode(String messages) {
        this.messages = messages;
    }

    void set(String bootstrap) throws Exception {
        List<String> topics = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            if (topic != Topic.BACKUP_PROGRESS) {
                topics.add(topic.topicName());
                topics.add(topic.deadLetterName());
            }
        }
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (String topic : topics) {
            changes.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic),
                    List.of(new AlterConfigOp(
                            new ConfigEntry(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, messages),
                            AlterConfigOp.OpType.SET)));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.incrementalAlterConfigs(changes).all().get(20, TimeUnit.SECONDS);
            boolean everywhere = false;
            while (!everywhere) {
                everywhere = admin.describeConfigs(changes.keySet()).all().get(20, TimeUnit.SECONDS).values().stream()
                        .allMatch(topic -> messages.equals(topic.get(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG)
                                .value()));
            }
        }
    }
}
