package io.holdfast.events.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.Topic;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.localstack.KafkaBroker;
import io.holdfast.localstack.testing.TemporaryFolderCleaner;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows that the outbox has marked as sent are on the broker's disk. */
@QuarkusTest
@TestProfile(PowerCutFaultIT.OnAHostThatLosesPower.class)
@Timeout(900)
class PowerCutFaultIT {

    private static final Duration SOON = Duration.ofMinutes(5);
    private static final String SCHEMA = "power_cut_test";
    private static final String HOME = "power-cut.home";
    private static final int EVENTS = 1_000;

    /** The topics are those that the service itself creates. */
    public static final class OnAHostThatLosesPower implements QuarkusTestProfile {

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(TestInfrastructure.class, Map.of("schema", SCHEMA)),
                    new TestResourceEntry(Host.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.jdbc.additional-jdbc-properties.currentSchema",
                    SCHEMA,
                    "quarkus.flyway.default-schema",
                    SCHEMA);
        }
    }

    /** Replaces the shared broker of the tests. */
    public static final class Host implements QuarkusTestResourceLifecycleManager {

        @Override
        public int order() {
            return 1;
        }

        private final Path home =
                Path.of("target", "power-cut-" + UUID.randomUUID()).toAbsolutePath();

        @Override
        public Map<String, String> start() {
            return Map.of("kafka.bootstrap.servers", new PowerCut(home).broker().bootstrap(), HOME, home.toString());
        }

        @Override
        public void stop() {
            KafkaBroker.running(home.resolve("kafka")).ifPresent(KafkaBroker::kill);
            TemporaryFolderCleaner.deleteIfPossible(home);
        }
    }

    @Inject
    Outbox outbox;

    @Inject
    KafkaAdmin broker;

    @Inject
    DataSource catalogue;

    @Inject
    CatalogueDurabilityCheckup doctor;

    @Inject
    @ConfigProperty(name = HOME)
    Path home;

    @Test
    void every_event_that_is_marked_as_sent_survives_a_power_cut_of_the_broker() throws Exception {
        Set<String> published = publish();
        await().atMost(SOON).until(() -> sentOf(published).size() >= EVENTS / 2);

        new PowerCut(home).happen();

        Set<String> sent = sentOf(published);
        new PowerCut(home).broker();
        assertThat(onTheLog()).containsAll(sent);
        await().atMost(SOON).untilAsserted(() -> assertThat(onTheLog()).containsAll(published));
    }

    /** Kafka's default: a broker acknowledges records in the page cache. This test shows that the test above can fail. */
    @Test
    void without_the_setting_the_same_power_cut_loses_them() throws Exception {
        set(new AlterConfigOp(
                new ConfigEntry(TopicFlushPolicy.SETTING, Long.toString(Long.MAX_VALUE)), AlterConfigOp.OpType.SET));
        Set<String> published = publish();
        await().atMost(SOON).until(() -> sentOf(published).size() == EVENTS);

        new PowerCut(home).happen();

        new PowerCut(home).broker();
        Collection<String> kept = new HashSet<>(onTheLog());
        kept.retainAll(published);
        assertThat(kept).hasSizeLessThan(EVENTS);
        set(new AlterConfigOp(
                new ConfigEntry(TopicFlushPolicy.SETTING, TopicFlushPolicy.EACH_MESSAGE), AlterConfigOp.OpType.SET));
    }

    /** The catalog of the tests does not wait for its disk. */
    @Test
    void the_doctor_warns_about_a_catalogue_that_a_power_cut_can_damage() {
        assertThat(doctor.check()).singleElement().satisfies(check -> {
            assertThat(check.name()).isEqualTo("catalogue durability");
            assertThat(check.verdict()).isEqualTo(DoctorCheckResult.Status.WARN);
            assertThat(check.message()).endsWith("fsync, full_page_writes");
        });
    }

    private Set<String> publish() {
        List<String> ids = IntStream.range(0, EVENTS)
                .mapToObj(i -> UUID.randomUUID().toString())
                .toList();
        QuarkusTransaction.requiringNew().run(() -> ids.forEach(id -> outbox.add(id, held(id))));
        return Set.copyOf(ids);
    }

    /** Events of several databases, so that all partitions contain some. */
    private static BackupHeld held(String id) {
        DatabaseId database = new DatabaseId("app-" + Math.floorMod(id.hashCode(), 20));
        return new BackupHeld(new BackupId(UUID.fromString(id)), database, "somebody", "a test");
    }

    private Set<String> sentOf(Set<String> published) throws SQLException {
        Set<String> sent = new HashSet<>();
        try (Connection connection = catalogue.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from outbox where sent_at is not null")) {
            while (rows.next()) {
                sent.add(rows.getString(1));
            }
        }
        sent.retainAll(published);
        return sent;
    }

    private List<String> onTheLog() {
        return new TopicReader(broker.settings()).ids(Topic.BACKUP_EVENTS.topicName());
    }

    private void set(AlterConfigOp change) {
        ConfigResource events = TopicFlushPolicy.resources(List.of(Topic.BACKUP_EVENTS.topicName()))
                .getFirst();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        changes.put(events, List.of(change));
        KafkaAdmin.answer(broker.admin().incrementalAlterConfigs(changes).all());
        String value = change.configEntry().value();
        await().atMost(SOON)
                .until(() -> CreateTopicsIT.flushed(broker, events.name()).equals(value));
    }
}
