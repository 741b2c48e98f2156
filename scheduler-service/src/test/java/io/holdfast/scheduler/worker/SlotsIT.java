package io.holdfast.scheduler.worker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupMissed;
import io.holdfast.events.DumpEvent.BackupRejected;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.RejectionReason;
import io.holdfast.events.RequestRef;
import io.holdfast.events.ServiceBackupRequested;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.RawRecord;
import io.holdfast.events.codec.RecordDecodeResult;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.scheduler.scheduling.ScheduleId;
import io.holdfast.scheduler.scheduling.ScheduledSlotId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** scheduler-service with a real broker and a real catalog. Each test uses a different year. */
@QuarkusTest
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "scheduler"))
@TestProfile(ManualEvaluationProfile.class)
class SlotsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Inject
    SchedulerFixture scene;

    /** Returns all records of this type about this slot. */
    private static <M extends Message> List<Envelope<?>> on(Topic topic, Class<M> type, String slot) {
        List<Envelope<?>> found = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestInfrastructure.kafka().bootstrap());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    Envelope<?> envelope = envelope(record);
                    if (type.isInstance(envelope.message())
                            && envelope.message().toString().contains(slot)) {
                        found.add(envelope);
                    }
                }
            }
        }
        return found;
    }

    private static Envelope<?> envelope(ConsumerRecord<byte[], byte[]> record) {
        RecordDecodeResult recordDecodeResult = new EventCodec().decode(RawRecord.of(record));
        return ((RecordDecodeResult.Read) recordDecodeResult).envelope();
    }

    @Test
    void a_due_slot_becomes_one_request_on_the_topic() {
        scene.beginAt("2031-01-01T12:00:00Z");

        scene.jumpTo("2031-01-02T02:00:02Z");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                on(Topic.SERVICE_REQUESTS, ServiceBackupRequested.class, "2031-01-02T02:00:00Z"))
                        .extracting(Envelope::source, Envelope::id, Envelope::message)
                        .containsExactly(org.assertj.core.groups.Tuple.tuple(
                                ScheduledSlotId.SOURCE,
                                BackupId.requestIdOfSlot(
                                                SchedulerFixture.APP,
                                                BackupKind.FULL,
                                                Instant.parse("2031-01-02T02:00:00Z"))
                                        .toString(),
                                new ServiceBackupRequested(
                                        "app", "full", null, Instant.parse("2031-01-02T02:00:00Z")))));
    }

    @Test
    void a_completion_on_the_log_settles_the_slot() {
        scene.beginAt("2032-01-01T12:00:00Z");
        scene.jumpTo("2032-01-02T02:00:02Z");

        scene.say(scene.completed("2032-01-02T02:00:05Z"), "2032-01-02T02:20:00Z");
        scene.awaitHeard(1);
        scene.runForAMinute();

        assertThat(scene.state("2032-01-02T02:00:00Z")).isEqualTo("settled");
    }

    @Test
    void a_refusal_from_before_the_slot_does_not_prevent_its_request() {
        scene.beginAt("2041-01-01T12:00:00Z");
        ScheduledSlotId slot = new ScheduledSlotId(
                new ScheduleId(SchedulerFixture.APP, BackupKind.FULL), Instant.parse("2041-01-02T02:00:00Z"));
        RequestRef forged = new RequestRef(ScheduledSlotId.SOURCE, slot.requestId());
        scene.say(
                new BackupRejected(
                        slot.backup(), SchedulerFixture.APP, forged, RejectionReason.INVALID, "the label is too long"),
                "2041-01-01T12:30:00Z");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.number(
                                "select count(*) from request_heard where request_id = '" + slot.requestId() + "'"))
                        .isEqualTo(1));

        scene.jumpTo("2041-01-02T02:00:02Z");

        assertThat(scene.state("2041-01-02T02:00:00Z")).isEqualTo("requested");
    }

    @Test
    void a_refusal_of_the_slots_own_request_is_processed() {
        scene.beginAt("2042-01-01T12:00:00Z");
        ScheduledSlotId slot = new ScheduledSlotId(
                new ScheduleId(SchedulerFixture.APP, BackupKind.FULL), Instant.parse("2042-01-02T02:00:00Z"));
        scene.jumpTo("2042-01-02T02:00:02Z");

        scene.say(
                new BackupRejected(
                        slot.backup(),
                        SchedulerFixture.APP,
                        new RequestRef(ScheduledSlotId.SOURCE, slot.requestId()),
                        RejectionReason.QUEUE_FULL,
                        "20 backups are waiting"),
                "2042-01-02T02:00:05Z");

        scene.runUntil("2042-01-02T02:00:00Z", "failed");
    }

    @Test
    void a_missed_backup_is_published_once_while_all_other_services_are_down() {
        scene.beginAt("2033-01-01T12:00:00Z");
        scene.jumpTo("2033-01-02T02:00:02Z");

        scene.jumpTo("2033-01-02T08:01:00Z");
        scene.runForAMinute();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(on(Topic.BACKUP_EVENTS, BackupMissed.class, "2033-01-02T02:00:00Z"))
                        .hasSize(1));
        assertThat(scene.state("2033-01-02T02:00:00Z")).isEqualTo("missed");
    }

    @Test
    void the_scheduler_consumes_its_own_missed_event_and_does_not_repeat_it() {
        scene.beginAt("2034-01-01T12:00:00Z");
        scene.jumpTo("2034-01-02T02:00:02Z");
        scene.jumpTo("2034-01-02T08:01:00Z");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.number("select count(*) from request_heard"))
                        .isEqualTo(1));
        scene.runForAMinute();

        assertThat(scene.said(Topic.BACKUP_EVENTS, "2034-01-02T02:00:00Z")).isEqualTo(1);
    }

    @Test
    void nothing_is_missed_during_an_outage_of_the_broker_and_before_the_log_is_read_again() {
        scene.beginAt("2035-01-01T12:00:00Z");
        scene.jumpTo("2035-01-02T02:00:02Z");
        BackupCompleted backup = scene.completed("2035-01-02T02:00:05Z");
        TestInfrastructure.kafka().stop();
        try {
            scene.jumpUnheard("2035-01-02T12:00:00Z");
            assertThat(scene.state("2035-01-02T02:00:00Z")).isEqualTo("requested");
        } finally {
            TestInfrastructure.kafka().restart();
        }

        scene.say(backup, "2035-01-02T02:20:00Z");
        scene.awaitHeard(1);
        scene.runUntil("2035-01-02T02:00:00Z", "settled");

        assertThat(scene.said(Topic.BACKUP_EVENTS, "2035-01-02T02:00:00Z")).isZero();
    }

    @Test
    void a_restored_catalog_repeats_the_same_request_id_and_raises_no_false_alert() {
        scene.beginAt("2036-01-01T12:00:00Z");
        scene.remember();
        scene.jumpTo("2036-01-02T02:00:02Z");
        scene.say(scene.completed("2036-01-02T02:00:05Z"), "2036-01-02T02:20:00Z");
        scene.awaitHeard(1);
        scene.jumpTo("2036-01-02T09:00:00Z");
        assertThat(scene.state("2036-01-02T02:00:00Z")).isEqualTo("settled");

        scene.restore();
        scene.runForAMinute();
        assertThat(scene.state("2036-01-02T02:00:00Z")).isEqualTo("requested");
        scene.say(scene.completed("2036-01-02T01:00:00Z"), "2036-01-02T01:20:00Z");
        scene.awaitHeard(2);
        scene.runUntil("2036-01-02T02:00:00Z", "settled");

        assertThat(scene.said(Topic.BACKUP_EVENTS, "2036-01-02T02:00:00Z")).isZero();
        assertThat(on(Topic.SERVICE_REQUESTS, ServiceBackupRequested.class, "2036-01-02T02:00:00Z"))
                .extracting(Envelope::id)
                .containsOnly(BackupId.requestIdOfSlot(
                                SchedulerFixture.APP, BackupKind.FULL, Instant.parse("2036-01-02T02:00:00Z"))
                        .toString());
    }

    @Test
    void slots_and_schedules_can_be_read() {
        scene.beginAt("2037-01-01T12:00:00Z");
        scene.jumpTo("2037-01-02T02:00:02Z");

        given().queryParam("database", "app")
                .queryParam("state", "requested")
                .get("/slots")
                .then()
                .statusCode(200)
                .body("slot", hasItem("2037-01-02T02:00:00Z"), "deadline", hasItem("2037-01-02T08:00:00Z"));
        given().get("/schedules")
                .then()
                .statusCode(200)
                .body("words", hasItem(containsString("every day at 02:00 (UTC)")))
                .body("nextSlots[0]", hasItems("2037-01-03T02:00:00Z", "2037-01-04T02:00:00Z"));
        given().queryParam("state", "lost")
                .get("/slots")
                .then()
                .statusCode(400)
                .body("message", containsString("'lost' is not a state. Use one of failed, missed"));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/slots"));
    }

    @Test
    void the_doctor_reports_schedules_and_missed_slots() {
        scene.beginAt("2038-01-01T12:00:00Z");
        scene.jumpTo("2038-01-02T02:00:02Z");
        scene.jumpTo("2038-01-02T08:02:00Z");

        given().get("/doctor")
                .then()
                .statusCode(200)
                .body(
                        "find { it.name == 'schedule app full' }.message",
                        containsString("every day at 02:00 (UTC), to be completed within 6h"))
                .body("find { it.name == 'slots of app full' }.verdict", equalTo("FAIL"))
                .body("find { it.name == 'slots of app full' }.message", containsString("2038-01-02T02:00:00Z"));
    }

    @Test
    void every_metric_is_emitted() {
        scene.beginAt("2039-01-01T12:00:00Z");
        scene.jumpTo("2039-01-02T02:00:02Z");
        scene.jumpTo("2039-01-02T08:02:00Z");

        String metrics = given().get("/q/metrics").asString();

        assertThat(metrics.lines())
                .anyMatch(line ->
                        line.startsWith("holdfast_scheduler_slot_lag_seconds{database=\"app\",kind=\"full\"} 0.0"))
                .anyMatch(
                        line -> line.startsWith("holdfast_scheduler_slots_missed{database=\"app\",kind=\"full\"} 1.0"))
                .anyMatch(line -> line.startsWith("holdfast_scheduler_next_slot_timestamp_seconds{database=\"app\""))
                .anyMatch(line -> line.startsWith("holdfast_scheduler_last_tick_timestamp_seconds "))
                .anyMatch(line -> line.startsWith("holdfast_scheduler_schedules 1.0"))
                .anyMatch(line -> line.startsWith("holdfast_scheduler_requested_total{database=\"app\""))
                .anyMatch(line -> line.startsWith("holdfast_scheduler_missed_total{database=\"app\""));
    }

    @Test
    void the_service_is_not_ready_without_an_evaluation_for_a_minute() {
        scene.beginAt("2040-01-01T12:00:00Z");
        given().get("/q/health/ready").then().body("checks.find { it.name == 'slots' }.status", equalTo("UP"));

        TestClock.CLOCK.advance(Duration.ofSeconds(61));

        given().get("/q/health/ready").then().body("checks.find { it.name == 'slots' }.status", equalTo("DOWN"));
    }

    @Test
    void the_lag_metric_grows_while_the_catalog_is_unavailable() {
        scene.beginAt("2041-01-01T12:00:00Z");
        TestInfrastructure.postgres().stop();
        try {
            scene.jumpTo("2041-01-02T02:10:00Z");

            assertThat(given().get("/q/metrics").asString().lines())
                    .anyMatch(line -> line.matches("holdfast_scheduler_slot_lag_seconds\\{.*} 6\\d\\d\\.0"));
        } finally {
            TestInfrastructure.postgres().restart();
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            scene.runForAMinute();
            assertThat(scene.state("2041-01-02T02:00:00Z")).isEqualTo("requested");
        });
    }
}
