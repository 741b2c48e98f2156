package io.holdfast.notify.sending;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.Envelope;
import io.holdfast.events.Printable;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.Decoded;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.Json;
import io.holdfast.events.codec.RawRecord;
import io.holdfast.events.telling.Amounts;
import io.holdfast.events.telling.Sentences;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** An event as a person reads it. Nothing in it can end a line, colour a terminal or become markup of its own. */
public record Told(String database, String sentence, String backup, String time, String type, String source) {

    private static final int LONGEST_SENTENCE = 2_000;
    private static final EventCodec CODEC = new EventCodec();

    /** What an older version of this service no longer understands is told by its type. */
    public static Told of(Parcel parcel) {
        RawRecord raw = new RawRecord(
                Topic.BACKUP_EVENTS.topicName(),
                new UUID(0, 0),
                0,
                0,
                Instant.EPOCH,
                new RecordHeaders(),
                parcel.event());
        if (CODEC.decode(raw) instanceof Decoded.Read read && read.envelope().message() instanceof BackupEvent event) {
            return of(parcel, read.envelope(), event);
        }
        return new Told("Holdfast", parcel.type(), "", "", parcel.type(), Printable.shortened(parcel.source()));
    }

    private static Told of(Parcel parcel, Envelope<?> envelope, BackupEvent event) {
        JsonNode data = Json.mapper().valueToTree(event);
        return new Told(
                event.database().value(),
                Printable.line(Sentences.of(event), LONGEST_SENTENCE),
                data.path("backup").asText(),
                Amounts.instant(envelope.time()),
                parcel.type(),
                Printable.shortened(parcel.source()));
    }

    /** For a subject: {@code app: MISSED, planned for 2026-05-18T02:00:00Z}. */
    public String headline(int limit) {
        return Printable.line(database + ": " + sentence, limit);
    }

    /** For the body of a letter. */
    public String letter() {
        StringBuilder letter =
                new StringBuilder(database + ": " + sentence + "\n\n").append("When:     " + time + "\n");
        if (!backup.isEmpty()) {
            letter.append("Backup:   " + backup + "\n");
        }
        letter.append("Event:    " + type + ", said by " + source + "\n");
        return letter.append("\nLook closer: holdfast " + (backup.isEmpty() ? "events" : "show " + backup) + "\n")
                .toString();
    }
}
