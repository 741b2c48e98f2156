package io.holdfast.cli.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.holdfast.cli.await.EventLogEntry;
import io.holdfast.cli.await.EventLogRecord;
import io.holdfast.events.Envelope;
import io.holdfast.events.RequestRef;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.Json;
import io.holdfast.events.codec.RawRecord;
import io.holdfast.events.codec.RecordDecodeResult;
import io.holdfast.events.signing.RecordSignatureCheck;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Converts records to entries. Duplicates and unknown records are skipped. */
final class EventLogEntryReader {

    private static final int REMEMBERED = 100_000;

    private final EventCodec codec = new EventCodec();
    private final Optional<RecordSignatureCheck> check;
    private boolean isChecked;
    private final Map<RequestRef, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RequestRef, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param check checks the signatures of events; empty if signatures are not checked */
    EventLogEntryReader(Optional<RecordSignatureCheck> check) {
        this.check = check;
    }

    /** Sets whether records must be signed. Existing records can be older than the signatures. */
    void checked(boolean isNew) {
        isChecked = isNew;
    }

    Optional<EventLogEntry> read(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topic.BACKUP_REQUESTS.deadLetterName())
                || record.topic().equals(Topic.OPERATOR_REQUESTS.deadLetterName())) {
            return deadLetter(record);
        }
        RawRecord raw = RawRecord.of(record);
        return switch (codec.decode(raw)) {
            case RecordDecodeResult.Read(Envelope<?> envelope)
            when isRefused(raw, record.key(), envelope) -> Optional.empty();
            case RecordDecodeResult.Read(Envelope<?> envelope) ->
                seen.put(envelope.requestRef(), true) == null
                        ? Optional.of(new EventLogEntry.EventEntry(envelope))
                        : Optional.empty();
            case RecordDecodeResult.Unknown ignored -> Optional.empty();
            case RecordDecodeResult.Unreadable ignored -> Optional.empty();
        };
    }

    private boolean isRefused(RawRecord raw, byte @Nullable [] key, Envelope<?> envelope) {
        return isChecked
                && raw.topic().equals(Topic.BACKUP_EVENTS.topicName())
                && check.flatMap(known -> known.refusal(raw, key, envelope)).isPresent();
    }

    /** The value of the record if it is a structured CloudEvent; otherwise its event in that format. */
    EventLogRecord asItLies(ConsumerRecord<byte[], byte[]> record) {
        String text = new String(record.value() == null ? new byte[0] : record.value(), StandardCharsets.UTF_8);
        return new EventLogRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                isStructured(text) ? text : written(record));
    }

    private static boolean isStructured(String text) {
        try {
            return Json.mapper().readTree(text).has("specversion");
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private String written(ConsumerRecord<byte[], byte[]> record) {
        return switch (codec.decode(RawRecord.of(record))) {
            case RecordDecodeResult.Read(Envelope<?> envelope) ->
                new String(codec.encode(envelope), StandardCharsets.UTF_8);
            case RecordDecodeResult.Unknown ignored -> unreadable(record);
            case RecordDecodeResult.Unreadable ignored -> unreadable(record);
        };
    }

    private static String unreadable(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        return "{\"unreadable\":\"" + Base64.getEncoder().encodeToString(value) + "\"}";
    }

    private static Optional<EventLogEntry> deadLetter(ConsumerRecord<byte[], byte[]> record) {
        String coordinates = header(record, "holdfast-coordinates");
        String reason = header(record, "holdfast-reason");
        return coordinates == null || reason == null
                ? Optional.empty()
                : Optional.of(new EventLogEntry.DeadLetter(coordinates, reason));
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
