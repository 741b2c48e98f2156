package io.holdfast.events.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.NameBasedId;
import io.holdfast.events.Printable;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.Decoded.Read;
import io.holdfast.events.codec.Decoded.Unknown;
import io.holdfast.events.codec.Decoded.Unreadable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages as structured CloudEvents 1.0 and reads them structured, binary, or as a bare JSON object (design 2).
 *
 * <p>Reading never throws, whatever the bytes are: the connector's own CloudEvents parsing would stop the channel on
 * malformed input.
 */
public final class EventCodec {

    /** Value of the {@code content-type} header of everything that Holdfast writes. */
    public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    /** A larger record is not read: no message of ours comes near, and a request has no reason to. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final String TRACEPARENT = "traceparent";
    private static final JsonFormat STRUCTURED = new JsonFormat();

    /** The structured form: a UTF-8 JSON object. */
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
            throw new IllegalStateException("cannot write " + message.getClass().getSimpleName(), e);
        }
    }

    /** What the record says, or why nobody can know. */
    public Decoded decode(RawRecord record) {
        byte[] value = record.value();
        if (value == null || value.length == 0) {
            return new Unreadable("the record is empty");
        }
        if (value.length > MAX_BYTES) {
            return new Unreadable("the record has " + value.length + " bytes; at most " + MAX_BYTES + " are read");
        }
        try {
            return decode(record, value);
        } catch (CloudEventRWException | EventDeserializationException e) {
            return new Unreadable("not a valid CloudEvent: " + reason(e));
        } catch (JsonProcessingException e) {
            return new Unreadable("not JSON: " + reason(e));
        } catch (IOException e) {
            return new Unreadable("not readable: " + reason(e));
        }
    }

    private Decoded decode(RawRecord record, byte[] value) throws IOException {
        String contentType = header(record, "content-type").orElse("");
        if (header(record, "ce_specversion").isPresent()) {
            return read(
                    record,
                    KafkaMessageFactory.createReader(record.headers(), value).toEvent());
        }
        JsonNode json = Json.mapper().readTree(value);
        if (json == null || !json.isObject()) {
            return new Unreadable("not a JSON object");
        }
        return contentType.startsWith("application/cloudevents") || json.has("specversion")
                ? read(record, STRUCTURED.deserialize(value))
                : readBare(record, json);
    }

    private Decoded readBare(RawRecord record, JsonNode json) {
        if (!record.topic().equals(Topic.BACKUP_REQUESTS.topicName())) {
            return new Unreadable("a bare JSON object is only understood on " + Topic.BACKUP_REQUESTS.topicName()
                    + "; write a CloudEvent");
        }
        String id = NameBasedId.within(record.topicId(), record.partition() + "/" + record.offset())
                .toString();
        URI source = URI.create("/kafka/" + record.topic());
        return bind(BackupRequested.class, json, message -> Envelope.of(source, id, record.timestamp(), message));
    }

    private Decoded read(RawRecord record, CloudEvent event) throws IOException {
        Optional<Class<? extends Message>> type = MessageTypes.messageOf(event.getType());
        if (type.isEmpty()) {
            return new Unknown(event.getType());
        }
        if (event.getData() == null) {
            return new Unreadable("a " + event.getType() + " without data");
        }
        JsonNode data = Json.mapper().readTree(event.getData().toBytes());
        if (data == null || !data.isObject()) {
            return new Unreadable("the data of a " + event.getType() + " is not a JSON object");
        }
        OffsetDateTime time = event.getTime();
        Decoded decoded = bind(
                type.get(),
                data,
                message -> new Envelope<>(
                        event.getSource(),
                        event.getId(),
                        time == null ? record.timestamp() : time.toInstant(),
                        message,
                        traceparent(event)));
        if (decoded instanceof Read read
                && !read.envelope().message().topic().topicName().equals(record.topic())) {
            return new Unreadable("a " + event.getType() + " belongs on "
                    + read.envelope().message().topic().topicName() + ", and is not taken from " + record.topic());
        }
        return decoded;
    }

    private static @Nullable String traceparent(CloudEvent event) {
        return event.getExtension(TRACEPARENT) instanceof String text ? text : null;
    }

    private interface Enveloping {
        Envelope<?> around(Message message);
    }

    private static Decoded bind(Class<? extends Message> type, JsonNode data, Enveloping enveloping) {
        Optional<String> missing = RequiredFields.firstMissing(type, data);
        if (missing.isPresent()) {
            return new Unreadable(MessageTypes.typeOf(type) + " lacks the field '" + missing.get() + "'");
        }
        try {
            return new Read(enveloping.around(Json.mapper().treeToValue(data, type)));
        } catch (JsonProcessingException e) {
            return new Unreadable(MessageTypes.typeOf(type) + " has a bad field: " + reason(e));
        }
    }

    private static Optional<String> header(RawRecord record, String name) {
        Header header = record.headers().lastHeader(name);
        return Optional.ofNullable(header).map(Header::value).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static String reason(Exception e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return mapping.getPath().getLast().getFieldName() + ": " + firstLine(mapping.getOriginalMessage());
        }
        if (e instanceof JsonProcessingException json) {
            return firstLine(json.getOriginalMessage());
        }
        return firstLine(String.valueOf(e.getMessage()));
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return Printable.shortened(line.replaceAll("io\\.holdfast\\.[\\w.$]+", "value"));
    }
}
