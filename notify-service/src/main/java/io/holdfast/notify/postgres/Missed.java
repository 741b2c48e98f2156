package io.holdfast.notify.postgres;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.Envelope;
import io.holdfast.events.log.Catalogue;
import io.holdfast.notify.notifying.Interest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What sinks have missed, because they are new or were away. */
@ApplicationScoped
public class Missed {

    private final Catalogue catalogue;
    private final Deliveries deliveries;

    Missed(Catalogue catalogue, Deliveries deliveries) {
        this.catalogue = catalogue;
        this.deliveries = deliveries;
    }

    /** A stretch of one partition that one sink has missed. */
    public record Stretch(String sink, Interest interest, UUID topicId, int partition, long from, long to) {}

    /**
     * What was read of a stretch.
     *
     * @param next where reading goes on; at the stretch's end or behind it, the sink has caught up
     */
    public record Read(List<Line> lines, long next) {}

    /** One event of it. */
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
     * One step; stretch, deliveries and the next place are one transaction, and another replica takes another stretch.
     *
     * @return whether there was anything to catch up with
     */
    public boolean catchUp(Function<Stretch, Read> reader) {
        return catalogue.transaction(() -> catalogue
                .row(
                        "select p.*, s.databases, s.words from sink_position p join sink s on s.name = p.sink"
                                + " where s.configured and p.caught_up_to < p.hears_from"
                                + " order by p.sink, p.\"partition\" limit 1 for update of p skip locked",
                        row -> new Stretch(
                                row.getString("sink"),
                                Deliveries.interest(row),
                                row.getObject("topic_id", UUID.class),
                                row.getInt("partition"),
                                row.getLong("caught_up_to"),
                                row.getLong("hears_from")))
                .map(stretch -> keep(stretch, reader.apply(stretch)))
                .orElse(false));
    }

    private boolean keep(Stretch stretch, Read read) {
        read.lines()
                .forEach(line -> deliveries.writeDown(
                        stretch.sink(),
                        stretch.interest(),
                        line.envelope(),
                        line.event(),
                        new Deliveries.Place(stretch.topicId(), stretch.partition(), line.offset())));
        catalogue.change(
                "update sink_position set caught_up_to = ? where sink = ? and topic_id = ? and \"partition\" = ?",
                Math.min(read.next(), stretch.to()),
                stretch.sink(),
                stretch.topicId(),
                stretch.partition());
        return read.next() > stretch.from();
    }
}
