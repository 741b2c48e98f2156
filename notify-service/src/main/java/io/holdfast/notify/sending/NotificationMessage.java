package io.holdfast.notify.sending;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.Envelope;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.Json;
import io.holdfast.events.codec.RawRecord;
import io.holdfast.events.codec.RecordDecodeResult;
import io.holdfast.events.text.EventSummaryFormatter;
import io.holdfast.events.text.HumanReadableAmountFormatter;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The text of an event. It contains no line breaks, control characters, or markup from the event. */
public record NotificationMessage(
        String database, String sentence, String backup, String time, String type, String source) {

    private static final int LONGEST_SENTENCE = 2_000;
    private static final EventCodec CODEC = new EventCodec();

    /** If this version does not know the type of the event, the text contains only the type. */
    public static NotificationMessage of(DeliveryPayload payload) {
        RawRecord raw = new RawRecord(
                Topic.BACKUP_EVENTS.topicName(),
                new UUID(0, 0),
                0,
                0,
                Instant.EPOCH,
                new RecordHeaders(),
                payload.event());
        if (CODEC.decode(raw) instanceof RecordDecodeResult.Read read
                && read.envelope().message() instanceof BackupEvent event) {
            return of(payload, read.envelope(), event);
        }
        return new NotificationMessage(
                "Holdfast",
                payload.type(),
                "",
                "",
                payload.type(),
                ControlCharacterSanitizer.shortened(payload.source()));
    }

    private static NotificationMessage of(DeliveryPayload payload, Envelope<?> envelope, BackupEvent event) {
        JsonNode data = Json.mapper().valueToTree(event);
        return new NotificationMessage(
                event.database().value(),
                ControlCharacterSanitizer.line(EventSummaryFormatter.of(event), LONGEST_SENTENCE),
                data.path("backup").asText(),
                HumanReadableAmountFormatter.instant(envelope.time()),
                payload.type(),
                ControlCharacterSanitizer.shortened(payload.source()));
    }

    /** Returns a subject line, such as {@code app: MISSED, scheduled for 2026-05-18T02:00:00Z}. */
    public String headline(int limit) {
        return ControlCharacterSanitizer.line(database + ": " + sentence, limit);
    }

    /** Returns the body of an e-mail. */
    public String mailText() {
        StringBuilder text = new StringBuilder(database + ": " + sentence + "\n\n").append("When:     " + time + "\n");
        if (!backup.isEmpty()) {
            text.append("Backup:   " + backup + "\n");
        }
        text.append("Event:    " + type + ", source " + source + "\n");
        return text.append("\nDetails: holdfast " + (backup.isEmpty() ? "events" : "show " + backup) + "\n")
                .toString();
    }
}
