package io.holdfast.notify.postgres;

import io.holdfast.events.Topic;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.notify.settings.Sink;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Stores the sinks, and the offsets from which each of them receives events.
 *
 * <p>A new sink, or one that is configured again, receives all events without a gap. While the table of consumer positions is
 * locked, no event is consumed. Events before these positions were consumed without the sink, and all later ones will be
 * consumed with it. {@code SinkBackfillConsumer} reads the missed events again, and nothing is sent to the sink before that.
 */
@ApplicationScoped
public class SinkRepository {

    private final CatalogueDatabaseClient catalogue;

    SinkRepository(CatalogueDatabaseClient catalogue) {
        this.catalogue = catalogue;
    }

    /** @param ends current end offset of each partition, at which a sink with {@code from=now} starts */
    public void register(List<Sink> sinks, UUID topicId, Map<Integer, Long> ends) {
        catalogue.transaction(() -> {
            catalogue.change("lock table log_position in exclusive mode");
            leave(sinks.stream().map(Sink::name).toArray(String[]::new), topicId);
            sinks.forEach(sink -> enter(sink, topicId, ends));
            return sinks.size();
        });
    }

    /** Records the positions from which sinks that are no longer configured miss events. They may be configured again. */
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
        // The settings may have been corrected: retry failed deliveries immediately.
        catalogue.change(
                "update lane set due_at = least(due_at, now()) where sink = ? and failures > 0 and due_at is not null",
                sink.name());
        catalogue.change(
                "update sink set databases = ?, words = ?, configured = true where name = ?",
                sink.subscription().databases().toArray(String[]::new),
                sink.subscription().words().toArray(String[]::new),
                sink.name());
    }

    private boolean isBack(Sink sink) {
        return catalogue
                .row("select 1 from sink where name = ? and not configured", row -> true, sink.name())
                .isPresent();
    }
}
