package io.holdfast.notify.postgres;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.Envelope;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.MessageTypes;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.notify.notifying.Subscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Stores deliveries for the sinks that subscribe to an event. */
@ApplicationScoped
public class NotificationDeliveryWriter {

    private final CatalogueDatabaseClient catalogue;
    private final Clock clock;
    private final EventCodec codec = new EventCodec();

    NotificationDeliveryWriter(CatalogueDatabaseClient catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** The position of a record in the event log. */
    public record Place(UUID topicId, int partition, long offset) {}

    private record SubscribedSink(String sink, Subscription subscription) {}

    /** Stores deliveries for all sinks that receive events at this position, in the surrounding transaction. */
    public void add(Envelope<?> envelope, BackupEvent event, Place place) {
        List<SubscribedSink> sinks = catalogue.rows(
                "select s.name, s.databases, s.words from sink s left join sink_position p on p.sink = s.name"
                        + " and p.topic_id = ? and p.\"partition\" = ?"
                        + " where s.configured and coalesce(p.begins_at, 0) <= ?",
                row -> new SubscribedSink(row.getString("name"), subscription(row)),
                place.topicId(),
                place.partition(),
                place.offset());
        sinks.stream()
                .filter(sink -> sink.subscription().includes(type(event), event))
                .forEach(sink -> write(sink.sink(), envelope, event, place));
    }

    /** Stores a delivery for this sink, which has missed the event, in the surrounding transaction. */
    void add(String sink, Subscription subscription, Envelope<?> envelope, BackupEvent event, Place place) {
        if (subscription.includes(type(event), event)) {
            write(sink, envelope, event, place);
        }
    }

    private void write(String sink, Envelope<?> envelope, BackupEvent event, Place place) {
        int written = catalogue.change(
                "insert into delivery (sink, source, event_id, type, database, log_offset, happened_at, event, written_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                sink,
                envelope.source().toString(),
                envelope.id(),
                type(event),
                event.database().value(),
                place.offset(),
                envelope.time(),
                codec.encode(envelope),
                clock.instant());
        if (written == 1) {
            catalogue.change(
                    "insert into lane (sink, database, due_at) values (?, ?, ?) on conflict (sink, database)"
                            + " do update set due_at = coalesce(lane.due_at, excluded.due_at)",
                    sink,
                    event.database().value(),
                    clock.instant());
        }
    }

    private static String type(BackupEvent event) {
        return MessageTypes.typeOf(event.getClass());
    }

    static Subscription subscription(ResultSet row) throws SQLException {
        return new Subscription(texts(row.getArray("databases")), texts(row.getArray("words")));
    }

    private static Set<String> texts(Array array) throws SQLException {
        return Set.of((String[]) array.getArray());
    }
}
