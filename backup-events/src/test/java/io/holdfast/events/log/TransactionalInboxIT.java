package io.holdfast.events.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The guarantees of outbox, inbox and offsets, with a real broker and a real catalog. */
@QuarkusTest
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "log_test"))
class TransactionalInboxIT {

    private static final Duration SOON = Duration.ofMinutes(5);
    private static final DatabaseId APP = new DatabaseId("app");

    @Inject
    Outbox outbox;

    @Inject
    KafkaAdmin broker;

    @Inject
    EventLogCatchUpGate replay;

    @Inject
    TestConsumer listener;

    @Inject
    DataSource catalogue;

    @Inject
    MeterRegistry meters;

    private TopicReader reader;

    @BeforeEach
    void read_from_here() {
        reader = new TopicReader(broker.settings());
        await().atMost(SOON).until(replay::isComplete);
    }

    @Test
    void what_is_rolled_back_is_never_announced() {
        String undone = id();
        String done = id();

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.add(undone, held());
                    throw new IllegalStateException("after the announcement was written");
                }))
                .isInstanceOf(IllegalStateException.class);
        say(done);

        assertThat(reader.idsUntil(Topic.BACKUP_EVENTS.topicName(), done))
                .contains(done)
                .doesNotContain(undone);
    }

    @Test
    void the_outbox_refuses_to_be_written_outside_a_transaction() {
        assertThatThrownBy(() -> outbox.add(id(), held())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void announcements_arrive_in_the_order_in_which_they_were_written() throws SQLException {
        List<String> ids = IntStream.range(0, 600).mapToObj(i -> id()).toList();

        QuarkusTransaction.requiringNew().run(() -> ids.forEach(id -> outbox.add(id, held())));

        await().atMost(SOON).until(() -> listener.written().contains(ids.getLast()));
        assertThat(listener.written()).containsSubsequence(ids);
    }

    @Test
    void a_repeated_record_is_handled_once() throws SQLException {
        String repeated = id();
        String last = id();

        publish(Topic.BACKUP_EVENTS, encoded(repeated, held()));
        publish(Topic.BACKUP_EVENTS, encoded(repeated, held()));
        publish(Topic.BACKUP_EVENTS, encoded(last, held()));

        await().atMost(SOON).until(() -> listener.written().contains(last));
        assertThat(listener.written()).containsOnlyOnce(repeated);
    }

    @Test
    void an_id_on_a_topic_that_many_write_hides_none_on_a_topic_that_few_write() throws SQLException {
        String same = id();
        publish(Topic.BACKUP_REQUESTS, encoded(same, request("app")));
        await().atMost(SOON).until(() -> listener.written().contains(same));

        publish(Topic.BACKUP_EVENTS, encoded(same, held()));

        await().atMost(SOON).untilAsserted(() -> assertThat(listener.heardOn()).contains("backup-events " + same));
    }

    @Test
    void what_cannot_be_read_becomes_a_dead_letter_and_the_next_record_is_read() {
        String next = id();

        publish(Topic.BACKUP_REQUESTS, "}this is not JSON".getBytes(UTF_8));
        publish(Topic.BACKUP_REQUESTS, encoded(next, request("app")));

        await().atMost(SOON).until(() -> listener.written().contains(next));
        ConsumerRecord<byte[], byte[]> letter = reader.letterWith(Topic.BACKUP_REQUESTS, "}this is not JSON");
        assertThat(header(letter, "holdfast-reason")).startsWith("not JSON");
        assertThat(header(letter, "holdfast-coordinates")).startsWith("backup-requests-");
    }

    @Test
    void unreadable_records_are_counted_from_zero_so_that_the_first_one_is_an_increase() {
        assertThat(meters.find("holdfast_log_unreadable").counters())
                .extracting(counter -> counter.getId().getTag("topic"))
                .contains("backup-requests", "backup-events");
    }

    @Test
    void what_a_handler_refuses_becomes_a_dead_letter_with_its_reason() {
        byte[] hostile = encoded(id(), request("../etc"));

        publish(Topic.BACKUP_REQUESTS, hostile);

        ConsumerRecord<byte[], byte[]> letter = reader.letterWith(Topic.BACKUP_REQUESTS, new String(hostile, UTF_8));
        assertThat(header(letter, "holdfast-reason")).isEqualTo("'../etc' is not a database id");
    }

    @Test
    void a_handler_with_a_defect_stops_nothing() {
        String next = id();

        publish(Topic.BACKUP_REQUESTS, encoded(id(), request("broken")));
        publish(Topic.BACKUP_REQUESTS, encoded(next, request("app")));

        await().atMost(SOON).until(() -> listener.written().contains(next));
    }

    @Test
    void a_catalogue_restored_under_a_running_service_reads_again_what_it_lacks() throws SQLException {
        String forgotten = id();
        say(forgotten);
        await().atMost(SOON).until(() -> listener.written().contains(forgotten));

        restoreTheCatalogueFromBefore(forgotten);
        say(id());

        await().atMost(SOON).until(() -> listener.written().contains(forgotten));
        await().atMost(SOON).until(replay::isComplete);
    }

    @Test
    void a_large_record_is_not_read_and_its_head_is_kept() {
        byte[] large = ("{\"database\":\"app\",\"label\":\"" + "x".repeat(900_000) + "\"}").getBytes(UTF_8);

        publish(Topic.BACKUP_REQUESTS, large);

        ConsumerRecord<byte[], byte[]> letter = reader.letterStarting(Topic.BACKUP_REQUESTS, "{\"database\":\"app\"");
        assertThat(letter.value()).hasSize(EventCodec.MAX_BYTES);
        assertThat(header(letter, "holdfast-bytes")).isEqualTo(Integer.toString(large.length));
    }

    private void say(String id) {
        QuarkusTransaction.requiringNew().run(() -> outbox.add(id, held()));
    }

    private void restoreTheCatalogueFromBefore(String id) throws SQLException {
        try (Connection connection = catalogue.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("begin");
            statement.execute("delete from written where id = '" + id + "'");
            statement.execute("delete from inbox where id = '" + id + "'");
            statement.execute("update log_position set next_offset = 0 where topic = 'backup-events'");
            statement.execute("commit");
        }
    }

    private void publish(Topic topic, byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(broker.settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.topicName(), 0, "app".getBytes(UTF_8), value));
        }
    }

    private static byte[] encoded(String id, Message message) {
        return new EventCodec().encode(Envelope.of(URI.create("/test"), id, Instant.EPOCH, message));
    }

    private static BackupRequested request(String database) {
        return new BackupRequested(database, null, null, null);
    }

    private static BackupHeld held() {
        return new BackupHeld(new BackupId(new UUID(1, 2)), APP, "somebody", "a test");
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
