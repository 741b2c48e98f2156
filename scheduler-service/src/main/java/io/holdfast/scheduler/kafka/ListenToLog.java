package io.holdfast.scheduler.kafka;

import io.holdfast.events.Topic;
import io.holdfast.events.log.Broker;
import io.holdfast.events.log.CatalogueAway;
import io.holdfast.events.log.LogPositions;
import io.holdfast.events.log.Replay;
import io.holdfast.scheduler.configuration.SchedulerSettings;
import io.holdfast.scheduler.scheduling.Hearing;
import io.holdfast.scheduler.scheduling.HearingBook;
import io.holdfast.scheduler.scheduling.Listening;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks the broker how far the log goes, and the catalogue how far it has been read. */
@ApplicationScoped
class ListenToLog implements Listening {

    private static final Logger LOG = Logger.getLogger(ListenToLog.class);
    private static final String LOG_OF_FACTS = Topic.BACKUP_EVENTS.topicName();

    private final Broker broker;
    private final LogPositions positions;
    private final Replay replay;
    private final HearingBook book;
    private final Clock clock;
    private final Duration settling;
    private @Nullable Ends waitedFor;

    ListenToLog(
            Broker broker,
            LogPositions positions,
            Replay replay,
            HearingBook book,
            Clock clock,
            SchedulerSettings settings) {
        this.broker = broker;
        this.positions = positions;
        this.replay = replay;
        this.book = book;
        this.clock = clock;
        this.settling = settings.scheduler().settling();
    }

    /** How far the log went when the broker was asked. */
    private record Ends(Instant asked, Map<Integer, Long> next) {

        boolean areReached(Map<Integer, Long> read) {
            return next.entrySet().stream().allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
        }
    }

    /** Called over and over. While broker or catalogue do not answer, nothing counts as heard. */
    synchronized void listen() {
        try {
            Ends ends = new Ends(clock.instant(), broker.offsets(LOG_OF_FACTS, OffsetSpec.latest()));
            UUID topic = broker.topicId(LOG_OF_FACTS);
            Map<Integer, Long> read = positions.of(LOG_OF_FACTS, topic);
            book.update(hearing -> after(hearing.asked(ends.asked(), settling), ends, read));
        } catch (Broker.BrokerAway | SQLException e) {
            LOG.debugf("Not listening: %s", e.getMessage());
        } catch (RuntimeException e) {
            if (!CatalogueAway.isCauseOf(e)) {
                throw e;
            }
            LOG.debugf("Not listening: %s", e.getMessage());
        }
    }

    /** On a log that never rests, the end of a while ago is waited for, because today's is never reached. */
    private Hearing after(Hearing asked, Ends ends, Map<Integer, Long> read) {
        if (ends.areReached(read)) {
            waitedFor = null;
            return asked.reached(ends.asked());
        }
        Ends earlier = waitedFor;
        if (earlier == null) {
            waitedFor = ends;
            return asked;
        }
        if (earlier.areReached(read)) {
            waitedFor = ends;
            return asked.reached(earlier.asked());
        }
        return asked;
    }

    @Override
    public boolean hasReplayed() {
        return replay.isComplete();
    }

    @Override
    public Instant heardUntil() {
        return book.read().silenceCountsUntil(settling);
    }
}
