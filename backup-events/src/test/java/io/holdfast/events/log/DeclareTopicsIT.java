package io.holdfast.events.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.Topic;
import io.holdfast.localstack.testing.Ground;
import io.holdfast.localstack.testing.TcpProxy;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service that is started before its broker. */
@Timeout(120)
class DeclareTopicsIT {

    /** Nothing is in it. */
    private static final String TOPIC = Topic.SERVICE_REQUESTS.deadLetterName();

    @Test
    void topics_are_made_as_soon_as_a_broker_answers_that_was_away_at_the_start() throws Exception {
        delete(TOPIC);
        try (TcpProxy network = TcpProxy.before(port(Ground.kafka().bootstrap()))) {
            network.refuse();
            Broker broker = new Broker(
                    Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + network.port()),
                    Duration.ofSeconds(1));
            DeclareTopics topics = new DeclareTopics(broker, settings());
            topics.atStartUp(new StartupEvent());

            network.pass();

            await().atMost(Duration.ofSeconds(60))
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
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Ground.kafka().bootstrap());
        try (Admin admin = Admin.create(settings)) {
            if (admin.listTopics().names().get().contains(topic)) {
                admin.deleteTopics(List.of(topic)).all().get();
            }
        }
    }

    private static LogSettings settings() {
        return new SmallRyeConfigBuilder()
                .withMapping(LogSettings.class)
                .withDefaultValue("holdfast.log.partitions", "1")
                .withDefaultValue("holdfast.log.replication", "1")
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(LogSettings.class);
    }
}
