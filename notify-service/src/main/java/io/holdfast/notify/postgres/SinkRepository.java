package io.holdfast.notify.postgres;

import io.holdfast.events.Topic;
import io.holdfast.events.log.JdbcCatalogue;
import io.holdfast.notify.settings.Sink;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which sinks there are, and from where on each is told.
 *
 * <p>A sink that is new, or back, is told without a gap and without stopping anybody: while the table of positions is locked
 * nothing is being heard, so that what stands in it was heard without the sink, and everything else will be heard with it.
 * What it has missed is read again for it ({@code Backfill}), and nothing is sent to it before.
 */
@ApplicationScoped
public class SinkRepository {

    private final JdbcCatalogue catalogue;

    SinkRepository(JdbcCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param ends where the log ends now, by partition: that is where a sink begins that begins now */
    public void register(List<Sink> sinks, UUID topicId, Map<Integer, Long> ends) {
        catalogue.transaction(() -> {
            catalogue.change("lock table log_position in exclusive mode");
            leave(sinks.stream().map(Sink::name).toArray(String[]::new), topicId);
            sinks.forEach(sink -> enter(sink, topicId, ends));
            return sinks.size();
        });
    }

    /** What is heard from now on is missed by those that are configured no longer; they may come back. */
    private void leave(String[] staying, UUID topicId) {
        catalogue.change(
                "update sink_position p set caught_up_to = greatest(p.caught_up_to, l.next_offset),"
                        + " hears_from = greatest(p.caught_up_to, l.next_offset) from log_position l, sink s"
                        + " where s.name = p.sink and s.configured and s.name <> all(?) and p.caught_up_to >= p.hears_from"
                        + " and l.topic = ? and l.topic_id = p.topic_id and l.\"partition\" = p.\"partition\""
                        + " and p.topic_id = ?",
                staying,
                Topic.BACKUP_EVENTS.topicName(),
                topicId);
        catalogue.change("update sink set configured = false where configured and name <> all(?)", (Object) staying);
    }

    private void enter(Sink sink, UUID topicId, Map<Integer, Long> ends) {
        boolean isNew = catalogue.change(
                        "insert into sink (name, databases, words, configured) values (?, '{}', '{}', true)"
                                + " on conflict do nothing",
                        sink.name())
                == 1;
        boolean fromNow = isNew && !sink.fromBeginning();
        ends.forEach((partition, end) -> catalogue.change(
                "insert into sink_position (sink, topic_id, \"partition\", begins_at, caught_up_to, hears_from)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                sink.name(),
                topicId,
                partition,
                fromNow ? end : 0L,
                fromNow ? end : 0L,
                fromNow ? end : 0L));
        if (isNew || isBack(sink)) {
            catalogue.change(
                    "update sink_position p set hears_from = greatest(p.hears_from, l.next_offset) from log_position l"
                            + " where p.sink = ? and p.topic_id = ? and l.topic = ? and l.topic_id = p.topic_id"
                            + " and l.\"partition\" = p.\"partition\"",
                    sink.name(),
                    topicId,
                    Topic.BACKUP_EVENTS.topicName());
        }
        // Its settings may be right now: what failed is tried at once, and not at the end of a long pause.
        catalogue.change(
                "update lane set due_at = least(due_at, now()) where sink = ? and failures > 0 and due_at is not null",
                sink.name());
        catalogue.change(
                "update sink set databases = ?, words = ?, configured = true where name = ?",
                sink.interest().databases().toArray(String[]::new),
                sink.interest().words().toArray(String[]::new),
                sink.name());
    }

    private boolean isBack(Sink sink) {
        return catalogue
                .row("select 1 from sink where name = ? and not configured", row -> true, sink.name())
                .isPresent();
    }
}
