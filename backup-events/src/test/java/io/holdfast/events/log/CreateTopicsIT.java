package io.holdfast.events.log;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.Topic;
import io.holdfast.localstack.KafkaBroker;
import io.holdfast.localstack.testing.TcpProxy;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that starts before its broker, and a service that finds topics of an earlier version. */
@Timeout(900)
class CreateTopicsIT {

    /** The topic is empty. */
    private static final String TOPIC = Topic.SERVICE_REQUESTS.deadLetterName();

    private static final String NEVER = Long.toString(Long.MAX_VALUE);

    @TempDir
    Path folder;

    @Test
    void topics_are_made_as_soon_as_a_broker_answers_that_was_away_at_the_start() throws Exception {
        delete(TOPIC);
        try (TcpProxy network = TcpProxy.before(port(TestInfrastructure.kafka().bootstrap()))) {
            network.refuse();
            KafkaAdmin broker = new KafkaAdmin(
                    Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + network.port()),
                    Duration.ofSeconds(1));
            CreateTopics topics = new CreateTopics(broker, settings());
            topics.atStartUp(new StartupEvent());

            network.pass();

            await().atMost(Duration.ofMinutes(5))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(broker.topics()).contains(TOPIC));
            topics.stop();
            broker.close();
        }
    }

    private static int port(String bootstrap) {
        return Integer.parseInt(bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
    }

    private static void delete(String topic) throws InterruptedException, ExecutionException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestInfrastructure.kafka().bootstrap());
        try (Admin admin = Admin.create(settings)) {
            if (admin.listTopics().names().get().contains(topic)) {
                admin.deleteTopics(List.of(topic)).all().get();
            }
        }
    }

    @Test
    void topics_of_an_earlier_version_are_written_to_the_disk_before_an_acknowledgement() throws Exception {
        try (KafkaBroker kafka = KafkaBroker.start(folder.resolve("kafka"))) {
            KafkaAdmin broker = new KafkaAdmin(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap()));
            broker.admin()
                    .createTopics(List.of(
                            new NewTopic("backup-events", 1, (short) 1),
                            new NewTopic("backup-progress", 1, (short) 1),
                            new NewTopic("backup-requests", 1, (short) 1).configs(Map.of("flush.messages", "100")),
                            new NewTopic("orders", 1, (short) 1)))
                    .all()
                    .get();

            await().atMost(Duration.ofMinutes(1)).until(() -> broker.topics().contains("backup-events"));

            new CreateTopics(broker, settings()).atStartUp(new StartupEvent());

            await().atMost(Duration.ofMinutes(1))
                    .until(() -> flushed(broker, "backup-events").equals("1"));
            await().ignoreExceptions()
                    .until(() -> flushed(broker, "operator-requests").equals("1"));
            assertThat(flushed(broker, "backup-requests")).isEqualTo("100");
            assertThat(flushed(broker, "backup-progress")).isEqualTo(NEVER);
            assertThat(flushed(broker, "orders")).isEqualTo(NEVER);
            broker.close();
        }
    }

    /** The value of {@code flush.messages}; the broker shows the controller's decision a moment later. */
    static String flushed(KafkaAdmin broker, String topic) {
        ConfigResource resource = TopicFlushPolicy.resources(List.of(topic)).getFirst();
        Config settings = KafkaAdmin.answer(
                        broker.admin().describeConfigs(List.of(resource)).all())
                .get(resource);
        return requireNonNull(settings).get(TopicFlushPolicy.SETTING).value();
    }

    private static EventLogSettings settings() {
        return new SmallRyeConfigBuilder()
                .withMapping(EventLogSettings.class)
                .withDefaultValue("holdfast.log.partitions", "1")
                .withDefaultValue("holdfast.log.replication", "1")
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(EventLogSettings.class);
    }
}
