package io.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupRejected;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest.HoldRequested;
import io.holdfast.events.RejectionReason;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any record on the topics gets an answer that a person understands, and the next message is processed. */
@ResourceLock(SharedInstallation.LOCK)
class BadInputIT {

    private static final URI SOURCE = URI.create("/e2e/bad-input");
    private static final String REQUESTS = Topic.BACKUP_REQUESTS.topicName();
    private static final String STRUCTURED = "application/cloudevents+json";

    private final EndToEndLog log = SharedInstallation.installation().log();

    /** On every partition, because a record that blocks its partition blocks no other. */
    @AfterEach
    void the_next_message_is_handled() {
        String nonce = UUID.randomUUID().toString().substring(0, 8);
        for (int partition = 0; partition < log.partitions(REQUESTS); partition++) {
            log.request(partition, "{\"database\":\"nobody-%s-%d\"}".formatted(nonce, partition));
        }
        for (int partition = 0; partition < log.partitions(REQUESTS); partition++) {
            String database = "nobody-" + nonce + "-" + partition;
            log.await(BackupRejected.class, event -> event.database().value().equals(database));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        hello                              | not JSON
        {"database":                       | not JSON
        42                                 | not a JSON object
        ["app"]                            | not a JSON object
        {}                                 | database
        {"database":null}                  | database
        {"database":7}                     | database
        {"database":"app","kind":["full"]} | kind
        {"specversion":"1.0"}              | not a valid CloudEvent
        """)
    void an_unreadable_record_becomes_a_dead_letter(String bytes, String reason) {
        String coordinates = log.request(bytes);

        assertThat(log.deadLetter(coordinates)).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "../etc/passwd", "-d", "a b", "host=evil dbname=x", "", "postgresql://evil/x"})
    void an_invalid_database_id_becomes_a_dead_letter(String database) {
        String coordinates = log.request("{\"database\":\"%s\"}".formatted(database));

        assertThat(log.deadLetter(coordinates)).contains("is not a database id");
    }

    @Test
    void a_database_id_of_ten_kilobytes_is_not_repeated_in_the_reason() {
        String coordinates = log.request("{\"database\":\"%s\"}".formatted("x".repeat(10_000)));

        assertThat(log.deadLetter(coordinates)).contains("is not a database id").hasSizeLessThan(500);
    }

    @Test
    void a_megabyte_is_not_read() {
        String coordinates = log.request("{\"database\":\"app\",\"label\":\"%s\"}".formatted("x".repeat(1_000_000)));

        assertThat(log.deadLetter(coordinates)).contains("bytes");
    }

    @Test
    void a_malformed_structured_event_becomes_a_dead_letter() {
        String coordinates = log.write(
                REQUESTS,
                "app",
                "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"::\",\"type\":\"holdfast.backup.requested.v1\"}"
                        .getBytes(StandardCharsets.UTF_8),
                Map.of("content-type", STRUCTURED));

        assertThat(log.deadLetter(coordinates)).isNotBlank();
    }

    @Test
    void a_malformed_binary_event_becomes_a_dead_letter() {
        String coordinates = log.write(
                REQUESTS,
                "app",
                "{\"database\":\"app\"}".getBytes(StandardCharsets.UTF_8),
                Map.of("ce_specversion", "9.9", "ce_id", "x"));

        assertThat(log.deadLetter(coordinates)).contains("CloudEvent");
    }

    @Test
    void a_future_version_of_a_type_is_skipped() {
        log.write(REQUESTS, "app", """
            {"specversion":"1.0","id":"future","source":"/e2e","type":"holdfast.backup.requested.v2","subject":"app",
             "data":{"database":"app","label":"from the future"}}\
            """.getBytes(StandardCharsets.UTF_8), Map.of("content-type", STRUCTURED));

        the_next_message_is_handled();

        assertThat(log.published(BackupAccepted.class)).noneMatch(event -> "from the future".equals(event.label()));
    }

    @Test
    void additional_fields_are_skipped() {
        log.request("{\"database\":\"app\",\"label\":\"more fields\",\"host\":\"evil\",\"options\":[\"--clean\"]}");

        assertThat(log.await(BackupAccepted.class, event -> "more fields".equals(event.label()))
                        .database()
                        .value())
                .isEqualTo("app");
    }

    @Test
    void an_unknown_database_is_rejected_by_name() {
        log.request("{\"database\":\"unheard-of\"}");

        BackupRejected rejected = log.await(
                BackupRejected.class, event -> event.database().value().equals("unheard-of"));
        assertThat(rejected.reason()).isEqualTo(RejectionReason.UNKNOWN_DATABASE);
        assertThat(rejected.message()).contains("unheard-of");
    }

    @Test
    void an_unknown_kind_is_rejected_with_the_kinds_that_exist() {
        Envelope<BackupRequested> request = request("kind-1", "app", "everything");

        log.publish(request);

        BackupRejected rejected =
                log.await(BackupRejected.class, event -> event.request().equals(request.requestRef()));
        assertThat(rejected.reason()).isEqualTo(RejectionReason.UNKNOWN_KIND);
        assertThat(rejected.message()).contains("full", "schema_only");
    }

    @Test
    void a_duplicate_is_one_backup() {
        Envelope<BackupRequested> request = request("twice", "app", "schema_only");

        log.publish(request);
        log.publish(request);
        log.await(BackupAccepted.class, event -> event.request().equals(request.requestRef()));
        the_next_message_is_handled();

        assertThat(log.published(BackupAccepted.class))
                .filteredOn(event -> event.request().equals(request.requestRef()))
                .hasSize(1);
    }

    @Test
    void the_same_id_with_other_content_is_rejected_and_the_first_stands() {
        Envelope<BackupRequested> first = request("reused", "app", "schema_only");
        Envelope<BackupRequested> second = request("reused", "planned", "schema_only");

        log.publish(first);
        log.await(BackupAccepted.class, event -> event.request().equals(first.requestRef()));
        log.publish(second);

        BackupRejected rejected =
                log.await(BackupRejected.class, event -> event.request().equals(second.requestRef()));
        assertThat(rejected.reason()).isEqualTo(RejectionReason.ID_REUSED);
        assertThat(rejected.database().value()).isEqualTo("planned");
    }

    @Test
    void operator_requests_are_rejected_on_the_topic_for_backup_requests() {
        HoldRequested hold = new HoldRequested("app", new BackupId(UUID.randomUUID()), "mallory", "because");
        byte[] event = new EventCodec()
                .encode(Envelope.of(
                        SOURCE, UUID.randomUUID().toString(), Clock.systemUTC().instant(), hold));

        String coordinates = log.write(REQUESTS, "app", event, Map.of("content-type", STRUCTURED));

        assertThat(log.deadLetter(coordinates)).contains("operator-requests");
    }

    @Test
    void an_operators_request_about_an_unknown_backup_is_rejected() {
        HoldRequested hold = new HoldRequested("app", new BackupId(UUID.randomUUID()), "anna", "because");
        Envelope<HoldRequested> request = Envelope.of(
                SOURCE, UUID.randomUUID().toString(), Clock.systemUTC().instant(), hold);

        log.publish(request);

        RequestRejected rejected =
                log.await(RequestRejected.class, event -> event.request().equals(request.requestRef()));
        assertThat(rejected.message()).isNotBlank();
    }

    private static Envelope<BackupRequested> request(String id, String database, String kind) {
        return Envelope.of(
                SOURCE, id, Clock.systemUTC().instant(), new BackupRequested(database, kind, "bad input", null));
    }
}
