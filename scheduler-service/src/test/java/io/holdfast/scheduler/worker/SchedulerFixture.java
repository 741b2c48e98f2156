package io.holdfast.scheduler.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Envelope;
import io.holdfast.events.RequestRef;
import io.holdfast.events.Sha256;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.scheduler.kafka.TestWatermark;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Controls the clock of a running scheduler, and publishes the events of other services. */
@ApplicationScoped
public class SchedulerFixture {

    static final DatabaseId APP = new DatabaseId("app");
    private static final List<String> TABLES =
            List.of("slot", "schedule", "completed_backup", "request_heard", "hearing", "log_position", "inbox");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final EvaluateSchedules evaluateSchedules;
    private final TestWatermark testWatermark;
    private final DataSource catalogue;

    SchedulerFixture(EvaluateSchedules evaluateSchedules, TestWatermark testWatermark, DataSource catalogue) {
        this.evaluateSchedules = evaluateSchedules;
        this.testWatermark = testWatermark;
        this.catalogue = catalogue;
    }

    /** Resets the scheduler to a new installation at this time. */
    void beginAt(String time) {
        TestClock.CLOCK.set(Instant.parse(time));
        awaitQuiet();
        sql("truncate slot, schedule, completed_backup, request_heard, hearing");
        await().atMost(PATIENCE).untilAsserted(() -> {
            evaluateSchedules.run();
            assertThat(number("select count(*) from schedule where definition is not null"))
                    .isPositive();
        });
    }

    /** Waits until the events of the previous test are published and consumed. */
    private void awaitQuiet() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(number("select count(*) from outbox where sent_at is null"))
                    .isZero();
            testWatermark.update();
            assertThat(number("select count(*) from hearing where heard_until = last_asked"))
                    .isEqualTo(1);
        });
    }

    /** Advances the clock, as after a downtime, and then runs the scheduler for a minute. */
    void jumpTo(String time) {
        TestClock.CLOCK.set(Instant.parse(time));
        runForAMinute();
    }

    void runForAMinute() {
        letAMinutePass(testWatermark::update);
    }

    /** Runs an evaluation every ten seconds. */
    private void letAMinutePass(Runnable beforeEachTick) {
        for (int tenSeconds = 0; tenSeconds < 6; tenSeconds++) {
            beforeEachTick.run();
            evaluateSchedules.run();
            TestClock.CLOCK.advance(Duration.ofSeconds(10));
        }
    }

    /** Advances the clock while the broker is unavailable: one slow request to it, and then the minute passes. */
    void jumpUnheard(String time) {
        TestClock.CLOCK.set(Instant.parse(time));
        testWatermark.update();
        letAMinutePass(() -> {});
    }

    /** Runs the scheduler until the slot has this state. No decision is made before the event log has been read to the end again. */
    void runUntil(String slot, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            runForAMinute();
            assertThat(state(slot)).isEqualTo(state);
        });
    }

    /** Publishes a completed backup of the database {@code app} from another source. */
    BackupCompleted completed(String startedAt) {
        RequestRef request = new RequestRef(URI.create("/test"), startedAt);
        BackupId backup = BackupId.ofRequest(request.source(), request.id(), APP.value(), BackupKind.FULL.label());
        BackupCopyRecord copy = new BackupCopyRecord("local", "app.dump", null, 1, new Sha256("0".repeat(64)));
        return new BackupCompleted(
                backup,
                APP,
                BackupKind.FULL,
                request,
                null,
                null,
                1,
                Instant.parse(startedAt),
                List.of(copy),
                "17.2",
                "17.2");
    }

    /** Publishes an event of another service. */
    void say(BackupEvent event, String at) {
        byte[] value = new EventCodec()
                .encode(Envelope.of(
                        URI.create("/holdfast/dump-service"), UUID.randomUUID().toString(), Instant.parse(at), event));
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestInfrastructure.kafka().bootstrap());
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.BACKUP_EVENTS.topicName(), event.subject(), value));
        }
    }

    /** Creates a backup of the catalog. */
    void remember() {
        for (String table : TABLES) {
            sql("create table " + table + "_then as table " + table);
        }
    }

    /** Restores the catalog while the service runs. */
    void restore() {
        StringBuilder restore = new StringBuilder("begin;");
        for (String table : TABLES) {
            restore.append("delete from " + table + "; insert into " + table + " select * from " + table + "_then;"
                    + "drop table " + table + "_then;");
        }
        sql(restore.append("commit").toString());
    }

    void awaitHeard(int backups) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(number("select count(*) from completed_backup"))
                        .isEqualTo(backups));
    }

    String state(String slot) {
        return text("select state from slot where database = 'app' and due_at = '" + slot + "'");
    }

    /** Returns the number of events about a slot of {@code app}, including duplicates. */
    long said(Topic topic, String slot) {
        return number("select count(*) from outbox where key = 'app' and topic = '" + topic.topicName()
                + "' and convert_from(value, 'UTF8') like '%" + slot + "%'");
    }

    long number(String query) {
        return Long.parseLong(text(query));
    }

    String text(String query) {
        try (Connection connection = catalogue.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "none";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    void sql(String... statements) {
        try (Connection connection = catalogue.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
