package io.holdfast.events.log;

import io.holdfast.events.Topic;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Creates missing topics with their designed retention. On existing topics, it enables writing to disk before an acknowledgement
 * ({@link TopicFlushPolicy}). It runs before any channel reads, or as soon as the broker answers if it is unavailable at the start.
 */
@ApplicationScoped
public class CreateTopics {

    private static final Logger LOG = Logger.getLogger(CreateTopics.class);
    private static final Duration PROGRESS_RETENTION = Duration.ofHours(1);
    private static final String FOR_EVER = "-1";

    /** In addition to the broker's time to answer. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaAdmin broker;
    private final EventLogSettings settings;
    private @Nullable Thread later;

    CreateTopics(KafkaAdmin broker, EventLogSettings settings) {
        this.broker = broker;
        this.settings = settings;
    }

    /**
     * Runs before the channels. Their consumers would otherwise wait for the next refresh of their metadata, or die if the broker requires
     * TLS.
     *
     * @throws IllegalStateException if the broker requires TLS and the settings do not use it
     */
    void atStartUp(@Observes @Priority(1) StartupEvent event) {
        BrokerTlsProbe.at(broker.settings()).ifPresent(address -> {
            throw new IllegalStateException("the broker at " + address
                    + " requires TLS. Hint: set kafka.security.protocol; see docs/kafka.md.");
        });
        if (!settings.createTopics()) {
            return;
        }
        try {
            declare();
        } catch (KafkaAdmin.BrokerUnavailable e) {
            LOG.warnf("Topics not checked: %s. They are checked as soon as the broker answers.", e.getMessage());
            later = Thread.ofVirtual().name("declare-topics").start(this::declareLater);
        }
    }

    @PreDestroy
    void stop() {
        Thread waiting = later;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    /** Without topics, the channels would wait until the next start of the service. */
    private void declareLater() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(PAUSE);
                declare();
                LOG.info("Topics checked");
                return;
            } catch (KafkaAdmin.BrokerUnavailable e) {
                LOG.debugf("Topics still not checked: %s", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void declare() {
        Set<String> existing = broker.topics();
        List<NewTopic> wanted = requiredTopics(settings);
        create(wanted.stream().filter(topic -> !existing.contains(topic.name())).toList());
        new ConfigureTopicFlush(broker)
                .flush(wanted.stream()
                        .map(NewTopic::name)
                        .filter(existing::contains)
                        .collect(Collectors.toSet()));
    }

    private void create(List<NewTopic> missing) {
        Map<String, KafkaFuture<Void>> creations =
                broker.admin().createTopics(missing).values();
        for (Map.Entry<String, KafkaFuture<Void>> creation : creations.entrySet()) {
            try {
                KafkaAdmin.answer(creation.getValue());
                LOG.infof("Created topic %s", creation.getKey());
            } catch (KafkaAdmin.BrokerUnavailable e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** All topics with the required settings, wherever they are declared. */
    static List<NewTopic> requiredTopics(EventLogSettings settings) {
        List<NewTopic> topics = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            String retention = switch (topic) {
                case BACKUP_REQUESTS, SERVICE_REQUESTS, OPERATOR_REQUESTS -> millis(settings.requestRetention());
                case BACKUP_PROGRESS -> millis(PROGRESS_RETENTION);
                case BACKUP_EVENTS -> FOR_EVER;
            };
            topics.add(topic(topic.topicName(), retention, settings));
            if (topic != Topic.BACKUP_PROGRESS) {
                topics.add(topic(topic.deadLetterName(), millis(settings.deadLetterRetention()), settings));
            }
        }
        return topics;
    }

    private static NewTopic topic(String name, String retention, EventLogSettings settings) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put(TopicConfig.RETENTION_MS_CONFIG, retention);
        if (retention.equals(FOR_EVER)) {
            configuration.put(TopicConfig.RETENTION_BYTES_CONFIG, FOR_EVER);
            // The broker's own time, which retention-service compares with its clock (design 3).
            configuration.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        }
        configuration.putAll(TopicFlushPolicy.settings(name, settings.replication()));
        if (settings.replication() >= Topic.REPLICAS_TO_LOSE_ONE) {
            // An acknowledged record is then on at least two brokers, and one broker may be unavailable.
            configuration.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        return new NewTopic(name, Optional.of(settings.partitions()), Optional.of(settings.replication()))
                .configs(configuration);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
