package io.holdfast.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.cli.await.EventLogEntry;
import io.holdfast.cli.await.EventLogRecord;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Envelope;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.Topic;
import io.holdfast.events.signing.ServicePublicKeys;
import io.holdfast.localstack.KafkaBroker;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaEventLogConnectionIT {

    private static final URI SOURCE = URI.create("/holdfast/test");
    private static final Set<Topic> EVENTS = EnumSet.of(Topic.BACKUP_EVENTS);

    @TempDir
    static Path home;

    private static KafkaBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start(home);
        Files.createDirectories(home.resolve("keys"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(
                            topic("backup-events"), topic("backup-requests"), topic("backup-requests-dead-letter")))
                    .all()
                    .get();
        }
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, 3, (short) 1);
    }

    @AfterAll
    static void stop() {
        broker.kill();
    }

    private static KafkaEventLogConnection open() {
        return new KafkaEventLogConnection(new BrokerConnectionSettings(broker.bootstrap(), Map.of()));
    }

    private static Envelope<BackupHeld> held(String database) {
        BackupHeld event = new BackupHeld(new BackupId(UUID.randomUUID()), new DatabaseId(database), "anna", "audit");
        return Envelope.of(SOURCE, UUID.randomUUID().toString(), Instant.parse("2026-05-18T02:00:00Z"), event);
    }

    private static List<Envelope<?>> heard(KafkaEventLogConnection log, int atLeast) {
        List<Envelope<?>> heard = new ArrayList<>();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            log.next(Duration.ofMillis(200)).forEach(entry -> {
                if (entry instanceof EventLogEntry.EventEntry(Envelope<?> envelope)) {
                    heard.add(envelope);
                }
            });
            return heard.size() >= atLeast;
        });
        return heard;
    }

    @Test
    void a_record_after_the_start_position_is_read_once() {
        try (KafkaEventLogConnection log = open()) {
            log.publish(held("before"));
            log.readFromNow(EVENTS);
            Envelope<BackupHeld> repeated = held("app");

            log.publish(repeated);
            log.publish(repeated);
            Envelope<BackupHeld> last = held("app");
            log.publish(last);

            assertThat(heard(log, 2)).containsExactly(repeated, last);
        }
    }

    @Test
    void the_past_is_read_to_where_it_ended() {
        try (KafkaEventLogConnection log = open()) {
            Envelope<BackupHeld> one = held("past-one");
            Envelope<BackupHeld> two = held("past-two");
            log.publish(one);
            log.publish(two);

            log.readSince(Instant.EPOCH, EVENTS);

            List<Envelope<?>> heard = new ArrayList<>();
            while (!log.caughtUp()) {
                log.next(Duration.ofMillis(200))
                        .forEach(entry -> heard.add(((EventLogEntry.EventEntry) entry).envelope()));
            }
            assertThat(heard).contains(one, two);
        }
    }

    @Test
    void where_the_services_keys_are_known_a_new_event_that_nobody_signed_is_passed_over() {
        try (KafkaEventLogConnection believing = open();
                KafkaEventLogConnection careful = new KafkaEventLogConnection(
                        new BrokerConnectionSettings(broker.bootstrap(), Map.of()),
                        Optional.of(ServicePublicKeys.in(home.resolve("keys"))))) {
            believing.readFromNow(EVENTS);
            careful.readFromNow(EVENTS);
            Envelope<BackupHeld> forged = held("forged");

            believing.publish(forged);

            assertThat(heard(believing, 1)).contains(forged);
            assertThat(careful.next(Duration.ofSeconds(2))).isEmpty();
        }
    }

    @Test
    void everything_is_read_with_offsets_and_duplicates() {
        try (KafkaEventLogConnection log = open()) {
            Envelope<BackupHeld> repeated = held("everything");
            String first = log.publish(repeated);
            String second = log.publish(repeated);
            List<EventLogRecord> records = new ArrayList<>();

            log.everything(Topic.BACKUP_EVENTS, records::add);

            assertThat(records)
                    .filteredOn(record -> record.event().contains(repeated.id()))
                    .extracting(record -> record.topic() + "-" + record.partition() + "@" + record.offset())
                    .containsExactly(first, second);
        }
    }

    @Test
    void a_dead_letter_is_read_with_its_coordinates() throws Exception {
        try (KafkaEventLogConnection log = open()) {
            log.readFromNow(EVENTS);
            String coordinates = log.publish(Envelope.of(
                    SOURCE,
                    UUID.randomUUID().toString(),
                    Instant.parse("2026-05-18T02:00:00Z"),
                    new BackupRequested("app", null, null, null)));

            writeDeadLetter(coordinates, "not readable");

            EventLogEntry expected = new EventLogEntry.DeadLetter(coordinates, "not readable");
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> log.next(Duration.ofMillis(200)).contains(expected));
        }
    }

    private static void writeDeadLetter(String coordinates, String reason) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(new BrokerConnectionSettings(broker.bootstrap(), Map.of()).ofProducer())) {
            ProducerRecord<byte[], byte[]> letter =
                    new ProducerRecord<>("backup-requests-dead-letter", "x".getBytes(StandardCharsets.UTF_8));
            letter.headers().add("holdfast-coordinates", coordinates.getBytes(StandardCharsets.UTF_8));
            letter.headers().add("holdfast-reason", reason.getBytes(StandardCharsets.UTF_8));
            producer.send(letter).get();
        }
    }

    @Test
    void missing_topics_and_an_unreachable_broker_have_different_messages() {
        try (KafkaEventLogConnection log = open()) {
            assertThatThrownBy(() -> log.readFromNow(EnumSet.of(Topic.BACKUP_PROGRESS)))
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            commandException ->
                                    assertThat(commandException.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
                    .hasMessageContaining("does not have the topic backup-progress");
        }
    }

    @Test
    void an_unreachable_broker_is_reported_in_one_sentence() {
        try (KafkaEventLogConnection log =
                new KafkaEventLogConnection(new BrokerConnectionSettings("127.0.0.1:1", Map.of()))) {
            assertThatThrownBy(() -> log.readFromNow(EVENTS))
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            commandException ->
                                    assertThat(commandException.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
                    .hasMessage("the broker at 127.0.0.1:1 is not reachable");
        }
    }
}
