package io.holdfast.notify.postgres;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.Envelope;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.notify.notifying.Subscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Ranges of the event log that sinks have missed, because they are new or were not configured. */
@ApplicationScoped
public class SinkBackfillRepository {

    private final CatalogueDatabaseClient catalogue;
    private final NotificationDeliveryWriter deliveries;

    SinkBackfillRepository(CatalogueDatabaseClient catalogue, NotificationDeliveryWriter deliveries) {
        this.catalogue = catalogue;
        this.deliveries = deliveries;
    }

    /** A range of one partition that one sink has missed. */
    public record OffsetRange(
            String sink, Subscription subscription, UUID topicId, int partition, long from, long to) {}

    /**
     * The records that were read from a range.
     *
     * @param next offset of the next record to read; at the end of the range or after it, the sink has caught up
     */
    public record Read(List<Line> lines, long next) {}

    /** One event of a range. */
    public record Line(Envelope<?> envelope, BackupEvent event, long offset) {}

    public boolean isAny() {
        return catalogue
                .row(
                        "select 1 from sink_position p join sink s on s.name = p.sink"
                                + " where s.configured and p.caught_up_to < p.hears_from limit 1",
                        row -> true)
                .isPresent();
    }

    /**
     * Reads one batch. Deliveries and position are stored in one transaction. Replicas work on different ranges.
     *
     * @return whether a batch was read
     */
    public boolean catchUp(Function<OffsetRange, Read> reader) {
        return catalogue.transaction(() -> catalogue
                .row(
                        "select p.*, s.databases, s.words from sink_position p join sink s on s.name = p.sink"
                                + " where s.configured and p.caught_up_to < p.hears_from"
                                + " order by p.sink, p.\"partition\" limit 1 for update of p skip locked",
                        row -> new OffsetRange(
                                row.getString("sink"),
                                NotificationDeliveryWriter.subscription(row),
                                row.getObject("topic_id", UUID.class),
                                row.getInt("partition"),
                                row.getLong("caught_up_to"),
                                row.getLong("hears_from")))
                .map(offsetRange -> keep(offsetRange, reader.apply(offsetRange)))
                .orElse(false));
    }

    private boolean keep(OffsetRange offsetRange, Read read) {
        read.lines()
                .forEach(line -> deliveries.add(
                        offsetRange.sink(),
                        offsetRange.subscription(),
                        line.envelope(),
                        line.event(),
                        new NotificationDeliveryWriter.Place(
                                offsetRange.topicId(), offsetRange.partition(), line.offset())));
        catalogue.change(
                "update sink_position set caught_up_to = ? where sink = ? and topic_id = ? and \"partition\" = ?",
                Math.min(read.next(), offsetRange.to()),
                offsetRange.sink(),
                offsetRange.topicId(),
                offsetRange.partition());
        return read.next() > offsetRange.from();
    }
}
