package io.holdfast.events.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.OffsetSpec;

/**
 * Measures how far the catalog is behind the event log. The offsets in the catalog are authoritative, so the lag of the broker's consumer
 * group is not suitable. A separate thread reads the offsets, so that a scrape never waits for an unavailable broker.
 */
@ApplicationScoped
class ConsumerLagMetrics {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final KafkaAdmin broker;
    private final PartitionOffsets positions;
    private final KafkaClientService clients;
    private final MeterRegistry registry;
    private final Map<String, Lag> statuses = new ConcurrentHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread watcher;

    ConsumerLagMetrics(
            KafkaAdmin broker, PartitionOffsets positions, KafkaClientService clients, MeterRegistry registry) {
        this.broker = broker;
        this.positions = positions;
        this.clients = clients;
        this.registry = registry;
        this.watcher = new Thread(this::watch, "log-lag");
        this.watcher.setDaemon(true);
    }

    /**
     * One topic, all partitions together.
     *
     * @param position sum of the next offsets to read
     * @param behind number of records that were not read yet
     */
    private record Lag(double position, double behind) {
        static final Lag UNKNOWN = new Lag(Double.NaN, Double.NaN);
    }

    /** A channel has the name of its topic. */
    void atStartUp(@Observes StartupEvent event) {
        for (String topic : clients.getConsumerChannels()) {
            Gauge.builder("holdfast_log_position", () -> lagOf(topic).position())
                    .description("Number of records of the topic that were read")
                    .tag("topic", topic)
                    .register(registry);
            Gauge.builder("holdfast_log_behind_records", () -> lagOf(topic).behind())
                    .description("Number of records of the topic that were not read yet")
                    .tag("topic", topic)
                    .register(registry);
        }
        watcher.start();
    }

    void atShutdown(@Observes ShutdownEvent event) {
        stopping.countDown();
        watcher.interrupt();
    }

    private Lag lagOf(String topic) {
        return statuses.getOrDefault(topic, Lag.UNKNOWN);
    }

    private void watch() {
        Set<String> topics = clients.getConsumerChannels();
        try {
            do {
                topics.forEach(topic -> statuses.put(topic, measure(topic)));
            } while (!stopping.await(BETWEEN_LOOKS.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Lag measure(String topic) {
        try {
            Map<Integer, Long> read = positions.of(topic, broker.topicId(topic));
            Map<Integer, Long> first = broker.offsets(topic, OffsetSpec.earliest());
            double position = 0;
            double behind = 0;
            for (Map.Entry<Integer, Long> end :
                    broker.offsets(topic, OffsetSpec.latest()).entrySet()) {
                // Records that the broker has deleted can no longer be read, so they are not counted.
                long next = Math.max(read.getOrDefault(end.getKey(), 0L), first.getOrDefault(end.getKey(), 0L));
                position += next;
                behind += Math.max(0, end.getValue() - next);
            }
            return new Lag(position, behind);
        } catch (SQLException | KafkaAdmin.BrokerUnavailable e) {
            return Lag.UNKNOWN;
        }
    }
}
