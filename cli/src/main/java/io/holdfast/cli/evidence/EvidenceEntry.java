package io.holdfast.cli.evidence;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.await.EventLogRecord;
import io.holdfast.events.Envelope;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.RawRecord;
import io.holdfast.events.codec.RecordDecodeResult;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record of the event log in the evidence.
 *
 * @param id id of the event; empty if the record is not a CloudEvent
 * @param time time of the event; the timestamp of the record if the event has none
 * @param sha256 SHA-256 of the event's canonical form
 * @param event the event in its canonical form
 */
public record EvidenceEntry(
        String topic,
        int partition,
        long offset,
        String id,
        String type,
        Instant time,
        String sha256,
        @JsonRawValue String event) {

    /** Order of time. */
    static final Comparator<EvidenceEntry> ORDER = Comparator.comparing(EvidenceEntry::time)
            .thenComparing(EvidenceEntry::topic)
            .thenComparingInt(EvidenceEntry::partition)
            .thenComparingLong(EvidenceEntry::offset);

    private static final EventCodec CODEC = new EventCodec();

    static EvidenceEntry of(EventLogRecord record, JsonNode event) {
        String canonical = CanonicalJson.text(event);
        return new EvidenceEntry(
                record.topic(),
                record.partition(),
                record.offset(),
                event.path("id").asText(),
                event.path("type").asText(),
                timeOf(record, event),
                CanonicalJson.sha256(canonical),
                canonical);
    }

    static Instant timeOf(EventLogRecord record, JsonNode event) {
        return ownTimeOf(event).orElse(record.timestamp());
    }

    private static Optional<Instant> ownTimeOf(JsonNode event) {
        try {
            return Optional.of(OffsetDateTime.parse(event.path("time").asText()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads an entry of a file.
     *
     * @throws DateTimeException if it has no valid time
     */
    static EvidenceEntry read(JsonNode json, String event) {
        return new EvidenceEntry(
                json.path("topic").asText(),
                json.path("partition").asInt(),
                json.path("offset").asLong(),
                json.path("id").asText(),
                json.path("type").asText(),
                Instant.parse(json.path("time").asText()),
                json.path("sha256").asText(),
                event);
    }

    /** Topic, partition and offset: {@code backup-events-3@17}. */
    String place() {
        return placeOf(topic, partition, offset);
    }

    static String placeOf(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    /** Whether id, type and time match the event. The time of an event without a time is only in the event log. */
    boolean followsFromItsEvent() {
        JsonNode json = CanonicalJson.read(event);
        return id.equals(json.path("id").asText())
                && type.equals(json.path("type").asText())
                && ownTimeOf(json).map(time::equals).orElse(true);
    }

    /** The message, if it is a message of Holdfast. */
    Optional<Envelope<?>> envelope() {
        return decode(topic, event);
    }

    static Optional<Envelope<?>> decode(String topic, String event) {
        if (!topic.equals(Topic.BACKUP_EVENTS.topicName()) && !topic.equals(Topic.OPERATOR_REQUESTS.topicName())) {
            return Optional.empty();
        }
        RawRecord raw = new RawRecord(
                topic,
                new UUID(0, 0),
                0,
                0,
                Instant.EPOCH,
                new RecordHeaders(),
                event.getBytes(StandardCharsets.UTF_8));
        return CODEC.decode(raw) instanceof RecordDecodeResult.Read(Envelope<?> envelope)
                ? Optional.of(envelope)
                : Optional.empty();
    }
}
