package io.holdfast.events.log;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jboss.logging.Logger;

/** Applies the setting of {@link TopicFlushPolicy} to existing topics: those of an earlier version, and those that others have created. */
final class ConfigureTopicFlush {

    private static final Logger LOG = Logger.getLogger(ConfigureTopicFlush.class);

    private final KafkaAdmin broker;

    ConfigureTopicFlush(KafkaAdmin broker) {
        this.broker = broker;
    }

    /**
     * Applies the setting. A service that may not change topics continues, because it can still do its work.
     *
     * @throws KafkaAdmin.BrokerUnavailable if the broker does not answer
     */
    void flush(Set<String> topics) {
        if (topics.isEmpty()) {
            return;
        }
        try {
            Map<ConfigResource, Collection<AlterConfigOp>> missing = missing(topics);
            if (!missing.isEmpty()) {
                KafkaAdmin.answer(
                        broker.admin().incrementalAlterConfigs(missing).all());
                LOG.infof("Set %s=%s on %s", TopicFlushPolicy.SETTING, TopicFlushPolicy.EACH_MESSAGE, names(missing));
            }
        } catch (KafkaAdmin.BrokerUnavailable e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            LOG.warnf(
                    "Could not check whether the broker writes records to its disk before it acknowledges them: %s."
                            + " Hint: set holdfast.log.create-topics=false if the topics are declared; see docs/kafka.md",
                    e.getMessage());
        }
    }

    private Map<ConfigResource, Collection<AlterConfigOp>> missing(Set<String> topics) {
        Map<String, TopicDescription> described =
                KafkaAdmin.answer(broker.admin().describeTopics(topics).allTopicNames());
        Map<ConfigResource, Config> configurations = KafkaAdmin.answer(broker.admin()
                .describeConfigs(TopicFlushPolicy.resources(topics))
                .all());
        return TopicFlushPolicy.missing(described.values(), configurations);
    }

    private static String names(Map<ConfigResource, Collection<AlterConfigOp>> changes) {
        return changes.keySet().stream().map(ConfigResource::name).collect(Collectors.joining(", "));
    }
}
