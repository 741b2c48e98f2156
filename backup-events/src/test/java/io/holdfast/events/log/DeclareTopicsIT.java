package io.holdfast.events.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.Topic;
import io.holdfast.localstack.KafkaBroker;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that is started before its broker. */
@Timeout(120)
class DeclareTopicsIT {

    @TempDir
    Path folder;

    @Test
    void topics_are_made_as_soon_as_a_broker_answers_that_was_away_at_the_start() {
        try (KafkaBroker kafka = KafkaBroker.start(folder.resolve("kafka"))) {
            kafka.kill();
            Broker broker = new Broker(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap()));
            DeclareTopics topics = new DeclareTopics(broker, settings());
            topics.atStartUp(new StartupEvent());

            kafka.restart();

            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(broker.topics()).contains(Topic.BACKUP_EVENTS.topicName()));
            topics.stop();
            broker.close();
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
