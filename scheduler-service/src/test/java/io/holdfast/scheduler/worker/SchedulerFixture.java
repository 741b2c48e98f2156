package io.holdfast.scheduler.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Envelope;
import io.holdfast.events.RequestRef;
import io.holdfast.events.SealedCopy;
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

/** What tests do to a running scheduler: let time pass, and be the rest of the world. */
@ApplicationScoped
public class SchedulerFixture {

    static final DatabaseId APP = new DatabaseId("app");
    private static final List<String> TABLES =
            List.of("slot", "schedule", "completed_backup", "request_heard", "hearing", "log_position", "inbox");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EvaluateSchedules evaluateSchedules;
    private final TestWatermark testWatermark;
    private final DataSource catalogue;

    SchedulerFixture(EvaluateSchedules evaluateSchedules, TestWatermark testWatermark, DataSource catalogue) {
        this.evaluateSchedules = evaluateSchedules;
        this.testWatermark = testWatermark;
        this.catalogue = catalogue;
    }

    /** A scheduler that has just been installed, at this time. */
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

    /** What the test before has said is sent, and heard. */
    private void awaitQuiet() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(number("select count(*) from outbox where sent_at is null"))
                    .isZero();
            testWatermark.listen();
            assertThat(number("select count(*) from hearing where heard_until = last_asked"))
                    .isEqualTo(1);
        });
    }

    /** The clock jumps, as after downtime, and then the scheduler runs for a minute. */
    void jumpTo(String time) {
        TestClock.CLOCK.set(Instant.parse(time));
        runForAMinute();
    }

    void runForAMinute() {
        letAMinutePass(testWatermark::listen);
    }

    /** The scheduler ticks every ten seconds. */
    private void letAMinutePass(Runnable beforeEachTick) {
        for (int tenSeconds = 0; tenSeconds < 6; tenSeconds++) {
            beforeEachTick.run();
            evaluateSchedules.run();
            TestClock.CLOCK.advance(Duration.ofSeconds(10));
        }
    }

    /** The clock jumps while the broker is away: one question to it, which takes its time, and then the minute passes. */
    void jumpUnheard(String time) {
        TestClock.CLOCK.set(Instant.parse(time));
        testWatermark.listen();
        letAMinutePass(() -> {});
    }

    /** Lets minutes pass until the slot is so: nothing is decided before the log has been read to its end again. */
    void runUntil(String slot, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            runForAMinute();
            assertThat(state(slot)).isEqualTo(state);
        });
    }

    /** Somebody's backup of the database {@code app}. */
    BackupCompleted completed(String startedAt) {
        RequestRef request = new RequestRef(URI.create("/test"), startedAt);
        BackupId backup = BackupId.ofRequest(request.source(), request.id(), APP.value(), BackupKind.FULL.label());
        SealedCopy copy = new SealedCopy("local", "app.dump", null, 1, new Sha256("0".repeat(64)));
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

    /** Another service says something on the log. */
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

    /** Takes a backup of the catalogue. */
    void remember() {
        for (String table : TABLES) {
            sql("create table " + table + "_then as table " + table);
        }
    }

    /** Puts the catalogue back to what it was, under the running service. */
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

    /** How often something was said about a slot of {@code app}, repeats included. */
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
