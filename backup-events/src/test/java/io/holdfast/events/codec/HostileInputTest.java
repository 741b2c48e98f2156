package io.holdfast.events.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupRequested;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.RecordDecodeResult.Read;
import io.holdfast.events.codec.RecordDecodeResult.Unknown;
import io.holdfast.events.codec.RecordDecodeResult.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known kinds of hostile input, one in each test; {@link CodecFuzzTest} searches for unknown ones. */
class HostileInputTest {

    private final EventCodec codec = new EventCodec();

    @Test
    void an_empty_record_and_a_tombstone_are_unreadable() {
        assertThat(codec.decode(RawRecords.on(Topic.BACKUP_REQUESTS, (byte[]) null)))
                .isEqualTo(new Unreadable("the record is empty"));
        assertThat(codec.decode(RawRecords.on(Topic.BACKUP_REQUESTS, new byte[0])))
                .isEqualTo(new Unreadable("the record is empty"));
    }

    @Test
    void a_megabyte_is_not_even_parsed() {
        byte[] megabyte = "x".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8);

        RecordDecodeResult recordDecodeResult = codec.decode(RawRecords.on(Topic.BACKUP_REQUESTS, megabyte));

        assertThat(recordDecodeResult).isEqualTo(new Unreadable("the record has 1048576 bytes; the maximum is 65536"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello                            | not JSON",
                "{\"database\":\"app\"            | not JSON",
                "{'database':'app'}               | not JSON",
                "{\"database\":\"app\"} {}        | not JSON: Trailing token (of type START_OBJECT) found after value",
                "{\"database\":\"app\",\"database\":\"other\"} | not JSON: Duplicate field 'database'",
                "[{\"database\":\"app\"}]         | not a JSON object",
                "\"app\"                          | not a JSON object",
                "42                               | not a JSON object",
                "null                             | not a JSON object",
                "{}                               | lacks the field 'database'",
                "{\"database\":null}              | lacks the field 'database'",
                "{\"datenbank\":\"app\"}          | lacks the field 'database'",
                "{\"database\":7}                 | invalid field: database",
                "{\"database\":true}              | invalid field: database",
                "{\"database\":[\"app\"]}         | invalid field: database",
                "{\"database\":{\"id\":\"app\"}}  | invalid field: database",
                "{\"database\":\"app\",\"slot\":\"yesterday\"}      | invalid field: slot: 'yesterday' is not valid",
                "{\"database\":\"app\",\"slot\":1e999}              | invalid field: slot: expected a string",
                "{\"database\":\"app\",\"slot\":1779069600}         | invalid field: slot: expected a string",
                "{\"database\":\"app\",\"slot\":\"+999999999-12-31T23:59:59Z\"} | between the years 1970 and 9999",
                "{\"database\":\"app\",\"label\":\"a\\u0000b\"}     | a NUL or an unpaired surrogate in the field 'label'",
                "{\"database\":\"app\",\"x\":{\"y\":[1,\"\\uD800\"]}} | an unpaired surrogate in the field 'x.y[1]'",
            })
    void an_unreadable_bare_request_has_a_reason(String value, String reason) {
        RecordDecodeResult recordDecodeResult = codec.decode(RawRecords.on(Topic.BACKUP_REQUESTS, value));

        assertThat(recordDecodeResult)
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "a/b",
                "-Fp",
                "my app",
                "host=evil dbname=x",
                "",
                "postgresql://evil/x",
                "app\n",
                "ａｐｐ"
            })
    void an_invalid_database_id_is_decoded_unchanged_so_that_the_service_can_reject_it(String id) {
        String value = Json.mapper().createObjectNode().put("database", id).toString();

        RecordDecodeResult recordDecodeResult = codec.decode(RawRecords.on(Topic.BACKUP_REQUESTS, value));

        assertThat(recordDecodeResult)
                .isInstanceOfSatisfying(
                        Read.class,
                        read -> assertThat(((BackupRequested) read.envelope().message()).database())
                                .isEqualTo(id));
    }

    @Test
    void an_unknown_kind_and_unknown_fields_are_read_as_written() {
        String value = "{\"database\":\"app\",\"kind\":\"physical\",\"host\":\"evil\",\"options\":[\"-f\",\"/etc/x\"]}";

        RecordDecodeResult recordDecodeResult = codec.decode(RawRecords.on(Topic.BACKUP_REQUESTS, value));

        assertThat(recordDecodeResult)
                .isInstanceOfSatisfying(
                        Read.class,
                        read -> assertThat(read.envelope().message())
                                .isEqualTo(new BackupRequested("app", "physical", null, null)));
    }

    @Test
    void a_byte_order_mark_and_a_trailing_line_feed_do_no_harm() {
        RecordDecodeResult recordDecodeResult =
                codec.decode(RawRecords.on(Topic.BACKUP_REQUESTS, "\uFEFF{\"database\":\"app\"}\n"));

        assertThat(recordDecodeResult).isInstanceOf(Read.class);
    }

    @Test
    void only_utf_8_is_read() {
        byte[] latin1 = "{\"database\":\"Müller\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = "{\"database\":\"app\"}".getBytes(StandardCharsets.UTF_16LE);
        byte[] surrogate = {'{', '"', 'x', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'};

        assertThat(codec.decode(RawRecords.on(Topic.BACKUP_REQUESTS, latin1))).isEqualTo(new Unreadable("not UTF-8"));
        assertThat(codec.decode(RawRecords.on(Topic.BACKUP_REQUESTS, utf16))).isInstanceOf(Unreadable.class);
        assertThat(codec.decode(RawRecords.on(Topic.BACKUP_REQUESTS, surrogate)))
                .isEqualTo(new Unreadable("not UTF-8"));
    }

    @Test
    void nesting_without_end_and_numbers_without_end_are_unreadable() {
        String deep = "{\"x\":" + "[".repeat(30_000);
        String long_ = "{\"database\":\"app\",\"x\":" + "9".repeat(60_000) + "}";

        assertThat(codec.decode(RawRecords.on(Topic.BACKUP_REQUESTS, deep))).isInstanceOf(Unreadable.class);
        assertThat(codec.decode(RawRecords.on(Topic.BACKUP_REQUESTS, long_))).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"specversion\":\"1.0\"'                                                     | not a valid CloudEvent",
                "'\"specversion\":\"9.9\",\"id\":\"1\",\"source\":\"/ci\",\"type\":\"holdfast.backup.requested.v1\"' | not a valid CloudEvent",
                "'\"specversion\":1.0,\"id\":\"1\",\"source\":\"/ci\",\"type\":\"holdfast.backup.requested.v1\"'     | not a valid CloudEvent",
                "'\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"a b\",\"type\":\"holdfast.backup.requested.v1\"' | not a valid CloudEvent",
                "'\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/ci\",\"type\":\"holdfast.backup.requested.v1\"' | has no data",
                "'\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"/ci\",\"type\":\"holdfast.backup.requested.v1\",\"data\":{\"database\":\"app\"}' | the id of a CloudEvent must have 1 to 256 characters",
                "'\"specversion\":\"1.0\",\"id\":\"\\u0000\",\"source\":\"/ci\",\"type\":\"holdfast.backup.requested.v1\",\"data\":{\"database\":\"app\"}' | NUL",
                "'\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/ci\",\"type\":\"holdfast.backup.requested.v1\",\"data\":\"app\"' | is not a JSON object",
                "'\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/ci\",\"type\":\"holdfast.backup.requested.v1\",\"data\":[]' | is not a JSON object",
                "'\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/ci\",\"type\":\"holdfast.backup.requested.v1\",\"time\":\"noon\",\"data\":{\"database\":\"app\"}' | not a valid CloudEvent",
                "'\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/ci\",\"type\":\"holdfast.backup.requested.v1\",\"time\":\"+99999-01-01T00:00:00Z\",\"data\":{\"database\":\"app\"}' | 1970",
                "'\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/kafka/backup-requests\",\"type\":\"holdfast.backup.requested.v1\",\"data\":{\"database\":\"app\"}' | reserved for bare requests",
                "'\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/ci\",\"type\":\"holdfast.backup.requested.v2\",\"data\":{\"database\":\"app\"}' | does not support requests of the type holdfast.backup.requested.v2",
                "'\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/ci\",\"type\":\"com.example.order\",\"data\":{}' | does not support requests of the type com.example.order",
                "'\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/ci\",\"type\":\"holdfast.hold.requested.v1\",\"data\":{}' | is only accepted on operator-requests",
                "'\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/ci\",\"type\":\"holdfast.backup.completed.v1\",\"data\":{}' | is only accepted on backup-events",
            })
    void an_unreadable_structured_request_has_a_reason(String fields, String reason) {
        RecordDecodeResult recordDecodeResult = codec.decode(RawRecords.on(Topic.BACKUP_REQUESTS, "{" + fields + "}"));

        assertThat(recordDecodeResult)
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains(reason));
    }

    @Test
    void an_id_of_ten_kilobytes_cannot_be_a_key_of_the_inbox() {
        String value = "{\"specversion\":\"1.0\",\"id\":\"" + "x".repeat(10_240)
                + "\",\"source\":\"/ci\",\"type\":\"holdfast.backup.requested.v1\",\"data\":{\"database\":\"app\"}}";

        assertThat(codec.decode(RawRecords.on(Topic.BACKUP_REQUESTS, value)))
                .isEqualTo(new Unreadable("the id of a CloudEvent must have 1 to 256 characters"));
    }

    @Test
    void a_binary_request_is_read() {
        Headers headers = RawRecords.headers(
                "ce_specversion", "1.0",
                "ce_id", "42",
                "ce_source", "/ci/deploy",
                "ce_type", "holdfast.backup.requested.v1",
                "ce_time", "2026-05-18T02:00:00Z",
                "content-type", "application/json");

        RecordDecodeResult recordDecodeResult =
                codec.decode(RawRecords.with(Topic.BACKUP_REQUESTS, headers, "{\"database\":\"app\"}".getBytes(UTF_8)));

        assertThat(recordDecodeResult).isInstanceOfSatisfying(Read.class, read -> {
            assertThat(read.envelope().requestRef().toString()).contains("/ci/deploy", "42");
            assertThat(read.envelope().time()).isEqualTo(Instant.parse("2026-05-18T02:00:00Z"));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "NULL",
            value = {
                "ce_specversion|0.0",
                "ce_specversion|NULL",
                "ce_id|NULL",
                "ce_source|NULL",
                "ce_source|http://[",
                "ce_type|NULL",
                "ce_time|noon",
                "ce_?!|x",
            })
    void a_malformed_binary_request_is_unreadable(String name, String value) {
        Headers headers = RawRecords.headers(
                "ce_specversion", "1.0",
                "ce_id", "42",
                "ce_source", "/ci/deploy",
                "ce_type", "holdfast.backup.requested.v1");
        headers.remove(name);
        headers.add(name, value == null ? null : value.getBytes(UTF_8));

        RecordDecodeResult recordDecodeResult =
                codec.decode(RawRecords.with(Topic.BACKUP_REQUESTS, headers, "{\"database\":\"app\"}".getBytes(UTF_8)));

        assertThat(recordDecodeResult).isInstanceOf(Unreadable.class);
    }

    @Test
    void a_bare_object_is_no_operator_request_and_no_event() {
        assertThat(codec.decode(RawRecords.on(Topic.OPERATOR_REQUESTS, "{\"database\":\"app\"}")))
                .isInstanceOf(Unreadable.class);
        assertThat(codec.decode(RawRecords.on(Topic.BACKUP_EVENTS, "{\"database\":\"app\"}")))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void an_event_of_a_later_version_is_skipped_and_not_a_dead_letter() {
        String value = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/holdfast/dump-service\","
                + "\"type\":\"holdfast.backup.completed.v2\",\"data\":{}}";

        assertThat(codec.decode(RawRecords.on(Topic.BACKUP_EVENTS, value)))
                .isEqualTo(new Unknown("holdfast.backup.completed.v2"));
    }

    static Stream<String> noTraceContexts() {
        return Stream.of(
                "x; rm -rf",
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n",
                "0".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("noTraceContexts")
    void what_is_no_trace_context_beside_a_plain_request_is_left_out(String header) {
        assertThat(codec.decode(RawRecords.with(
                        Topic.BACKUP_REQUESTS,
                        RawRecords.headers("traceparent", header),
                        "{\"database\":\"app\"}".getBytes(UTF_8))))
                .isInstanceOfSatisfying(
                        Read.class,
                        read -> assertThat(read.envelope().traceparent()).isNull());
    }

    @ParameterizedTest
    @MethodSource("noTraceContexts")
    void a_trace_context_that_is_none_is_left_out(String text) {
        String value = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/ci\",\"traceparent\":"
                + Json.mapper().valueToTree(text) + ","
                + "\"type\":\"holdfast.backup.requested.v1\",\"data\":{\"database\":\"app\"}}";

        assertThat(codec.decode(RawRecords.on(Topic.BACKUP_REQUESTS, value)))
                .isInstanceOfSatisfying(
                        Read.class,
                        read -> assertThat(read.envelope().traceparent()).isNull());
    }

    @Test
    void a_reason_shows_no_control_characters_of_the_sender() {
        String value =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/ci\",\"type\":\"\\u001b[2J\\u202eevil\\r\\n\"}";

        assertThat(codec.decode(RawRecords.on(Topic.BACKUP_REQUESTS, value)))
                .isEqualTo(
                        new Unreadable("this version of Holdfast does not support requests of the type ?[2J?evil??"));
    }
}
