package io.holdfast.events.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.RecordDecodeResult.Read;
import io.holdfast.events.codec.RecordDecodeResult.Unknown;
import io.holdfast.events.codec.RecordDecodeResult.Unreadable;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages as structured CloudEvents 1.0. Reads them in structured or binary mode, or as a bare JSON object (design 2).
 *
 * <p>Decoding never throws, regardless of the bytes. The connector's own CloudEvents parser would stop the channel on malformed input.
 */
public final class EventCodec {

    /** Value of the {@code content-type} header of all records that Holdfast writes. */
    public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    /** Larger records are not decoded. Holdfast's own messages are much smaller, and requests have no reason to be larger. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final String TRACEPARENT = "traceparent";
    private static final String BARE_SOURCES = "/kafka/";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern TRACE_CONTEXT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final JsonFormat STRUCTURED = new JsonFormat();

    /** Encodes in structured mode: a UTF-8 JSON object. */
    public byte[] encode(Envelope<?> envelope) {
        Message message = envelope.message();
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(envelope.id())
                .withSource(envelope.source())
                .withType(MessageTypes.typeOf(message.getClass()))
                .withTime(OffsetDateTime.ofInstant(envelope.time(), ZoneOffset.UTC))
                .withSubject(message.subject())
                .withData("application/json", data(message));
        if (envelope.traceparent() != null) {
            event.withExtension(TRACEPARENT, envelope.traceparent());
        }
        return STRUCTURED.serialize(event.build());
    }

    private static byte[] data(Message message) {
        try {
            return Json.mapper().writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "cannot serialize " + message.getClass().getSimpleName(), e);
        }
    }

    /** Decodes a record, or returns why it cannot be decoded. */
    public RecordDecodeResult decode(RawRecord record) {
        byte[] value = record.value();
        if (value == null || value.length == 0) {
            return new Unreadable("the record is empty");
        }
        if (value.length > MAX_BYTES) {
            return new Unreadable("the record has " + value.length + " bytes; the maximum is " + MAX_BYTES);
        }
        try {
            return decode(record, value, strictText(value));
        } catch (CloudEventRWException | EventDeserializationException e) {
            return new Unreadable("not a valid CloudEvent: " + JsonParseErrorFormatter.of(e));
        } catch (CharacterCodingException e) {
            return new Unreadable("not UTF-8");
        } catch (JsonProcessingException e) {
            return new Unreadable("not JSON: " + JsonParseErrorFormatter.of(e));
        } catch (IOException | RuntimeException e) {
            // Catches everything on purpose: an unexpected exception of a library must not stop the topic.
            return new Unreadable("not readable: " + JsonParseErrorFormatter.of(e));
        }
    }

    private RecordDecodeResult decode(RawRecord record, byte[] value, String text) throws IOException {
        if (Stream.of(record.headers().toArray())
                .anyMatch(header -> header.key().startsWith("ce_"))) {
            if (header(record, "ce_specversion").isEmpty()) {
                return new Unreadable("not a valid CloudEvent: the header ce_specversion is missing");
            }
            return read(
                    record,
                    KafkaMessageFactory.createReader(record.headers(), value).toEvent());
        }
        JsonNode json = Json.mapper().readTree(text);
        if (!json.isObject()) {
            return new Unreadable("not a JSON object");
        }
        boolean structured = header(record, "content-type").orElse("").startsWith("application/cloudevents");
        return structured || json.has("specversion")
                ? read(record, STRUCTURED.deserialize(text.getBytes(StandardCharsets.UTF_8)))
                : readBare(record, json);
    }

    private RecordDecodeResult readBare(RawRecord record, JsonNode json) {
        if (!record.topic().equals(Topic.BACKUP_REQUESTS.topicName())) {
            return new Unreadable("a bare JSON object is only accepted on " + Topic.BACKUP_REQUESTS.topicName()
                    + "; publish a CloudEvent");
        }
        String id = NameBasedUuid.within(record.topicId(), record.partition() + "/" + record.offset())
                .toString();
        URI source = URI.create(BARE_SOURCES + record.topic());
        return bind(
                BackupRequested.class,
                json,
                message -> new Envelope<>(source, id, record.timestamp(), message, traceparent(record)));
    }

    private RecordDecodeResult read(RawRecord record, CloudEvent event) throws IOException {
        Optional<Class<? extends Message>> type = MessageTypes.messageOf(event.getType());
        if (type.isEmpty()) {
            return unknown(record, event.getType());
        }
        String topic = MessageTypes.topicOf(type.get()).topicName();
        if (!topic.equals(record.topic())) {
            return new Unreadable("a " + event.getType() + " is only accepted on " + topic + ", not on "
                    + ControlCharacterSanitizer.shortened(record.topic()));
        }
        if (event.getSource().toString().startsWith(BARE_SOURCES)) {
            return new Unreadable("the source " + BARE_SOURCES + " is reserved for bare requests; use another source");
        }
        if (event.getData() == null) {
            return new Unreadable("a " + event.getType() + " has no data");
        }
        JsonNode data = Json.mapper().readTree(strictText(event.getData().toBytes()));
        if (!data.isObject()) {
            return new Unreadable("the data of a " + event.getType() + " is not a JSON object");
        }
        OffsetDateTime time = event.getTime();
        return bind(
                type.get(),
                data,
                message -> new Envelope<>(
                        event.getSource(),
                        event.getId(),
                        time == null ? record.timestamp() : time.toInstant(),
                        message,
                        traceparent(record, event)));
    }

    /** Unknown facts of a later version can be skipped; an unknown request that nobody answers would be lost. */
    private static RecordDecodeResult unknown(RawRecord record, String type) {
        boolean request = Topic.takesRequests(record.topic());
        String shown = ControlCharacterSanitizer.shortened(type);
        return request
                ? new Unreadable("this version of Holdfast does not support requests of the type " + shown)
                : new Unknown(shown);
    }

    /** The event's own trace context, or the one in the record's header. Anything that is not a trace context is ignored. */
    private static @Nullable String traceparent(RawRecord record, CloudEvent event) {
        return event.getExtension(TRACEPARENT) instanceof String text
                        && TRACE_CONTEXT.matcher(text).matches()
                ? text
                : traceparent(record);
    }

    private static @Nullable String traceparent(RawRecord record) {
        return header(record, TRACEPARENT)
                .filter(text -> TRACE_CONTEXT.matcher(text).matches())
                .orElse(null);
    }

    private interface Enveloping {
        Envelope<?> around(Message message);
    }

    private static RecordDecodeResult bind(Class<? extends Message> type, JsonNode data, Enveloping enveloping) {
        Optional<String> missing = RequiredJsonFieldValidator.firstMissing(type, data);
        if (missing.isPresent()) {
            return new Unreadable(MessageTypes.typeOf(type) + " lacks the field '" + missing.get() + "'");
        }
        Optional<String> unstorable = CatalogueTextValidator.firstUnstorable(data, "");
        if (unstorable.isPresent()) {
            return new Unreadable(MessageTypes.typeOf(type) + " contains a NUL or an unpaired surrogate in the field '"
                    + unstorable.get() + "'");
        }
        try {
            Envelope<?> envelope = enveloping.around(Json.mapper().treeToValue(data, type));
            return CatalogueTextValidator.brokenBy(envelope)
                    .<RecordDecodeResult>map(Unreadable::new)
                    .orElseGet(() -> new Read(envelope));
        } catch (JsonProcessingException e) {
            return new Unreadable(
                    MessageTypes.typeOf(type) + " has an invalid field: " + JsonParseErrorFormatter.of(e));
        }
    }

    /** The parser would guess UTF-16, and would accept text that other readers reject. */
    private static String strictText(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static Optional<String> header(RawRecord record, String name) {
        Header header = record.headers().lastHeader(name);
        return Optional.ofNullable(header).map(Header::value).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
