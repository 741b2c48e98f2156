package io.holdfast.events.log;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** A service's requests to the broker about its topics. Every call ends within {@link #PATIENCE}. */
@ApplicationScoped
public class KafkaAdmin {

    /** Time limit of one request to the broker. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String PROVIDERS = AdminClientConfig.CONFIG_PROVIDERS_CONFIG + ".";

    private final Map<String, Object> settings;
    private final Map<String, UUID> topicIds = new ConcurrentHashMap<>();
    private @Nullable Admin admin;

    @Inject
    KafkaAdmin(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this(kafka, PATIENCE);
    }

    /** @param answer maximum time for the broker's answer, up to {@link #PATIENCE} */
    KafkaAdmin(Map<String, Object> kafka, Duration answer) {
        this.settings = new HashMap<>(kafka);
        this.settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) answer.toMillis());
        this.settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) answer.toMillis() / 2);
    }

    /** A copy of the client settings, including security, for callers that need a producer or an admin client of their own. */
    public Map<String, Object> settings() {
        return new HashMap<>(settings);
    }

    /** The client settings that this kind of client supports, and the sources of its secrets. */
    public Map<String, Object> settings(Set<String> known) {
        Map<String, Object> fitting = settings();
        fitting.keySet().removeIf(name -> !known.contains(name) && !name.startsWith(PROVIDERS));
        return fitting;
    }

    /** @throws BrokerUnavailable if no client can be created with the settings */
    public synchronized Admin admin() {
        Admin known = admin;
        if (known == null) {
            known = create();
            admin = known;
        }
        return known;
    }

    private Admin create() {
        try {
            return Admin.create(settings);
        } catch (KafkaException e) {
            throw new BrokerUnavailable(e);
        }
    }

    /**
     * The broker's id of a topic. It is cached until {@link #forgetTopics()}.
     *
     * @throws BrokerUnavailable if the broker does not answer in time
     */
    public UUID topicId(String topic) {
        return topicIds.computeIfAbsent(topic, name -> asUuid(describe(name).topicId()));
    }

    /** Clears the cache: after a rebalance, a topic may have been recreated under the same name. */
    void forgetTopics() {
        topicIds.clear();
    }

    /** The first (earliest) or next (latest) offset of every partition of a topic. */
    public Map<Integer, Long> offsets(String topic, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        describe(topic).partitions().forEach(info -> wanted.put(new TopicPartition(topic, info.partition()), spec));
        Map<Integer, Long> offsets = new HashMap<>();
        answer(admin().listOffsets(wanted).all())
                .forEach((partition, result) -> offsets.put(partition.partition(), result.offset()));
        return offsets;
    }

    Set<String> topics() {
        return answer(admin().listTopics().names());
    }

    private TopicDescription describe(String topic) {
        return Objects.requireNonNull(
                answer(admin().describeTopics(List.of(topic)).allTopicNames()).get(topic),
                "the broker's answer is for another topic");
    }

    /** Waits for the answer, or throws {@link BrokerUnavailable}. */
    public static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new BrokerUnavailable(e.getCause());
        } catch (TimeoutException e) {
            throw new BrokerUnavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    private static UUID asUuid(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(2));
        }
    }

    /** The broker did not answer, or its answer is unusable; a retry can help. */
    public static final class BrokerUnavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BrokerUnavailable(@Nullable Throwable cause) {
            super(BrokerErrorDiagnosis.of(cause).toString(), cause);
        }

        BrokerErrorDiagnosis diagnosis() {
            return BrokerErrorDiagnosis.of(getCause());
        }
    }
}
