package io.holdfast.scheduler.kafka;

import io.holdfast.events.Topic;
import io.holdfast.events.log.CatalogueErrorClassifier;
import io.holdfast.events.log.CatchUpGate;
import io.holdfast.events.log.KafkaAdmin;
import io.holdfast.events.log.PartitionOffsets;
import io.holdfast.scheduler.scheduling.LogConsumerState;
import io.holdfast.scheduler.scheduling.LogWatermark;
import io.holdfast.scheduler.scheduling.LogWatermarkRepository;
import io.holdfast.scheduler.settings.SchedulerSettings;
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
public class UpdateWatermark implements LogConsumerState {

    private static final Logger LOG = Logger.getLogger(UpdateWatermark.class);
    private static final String LOG_OF_FACTS = Topic.BACKUP_EVENTS.topicName();

    private final KafkaAdmin broker;
    private final PartitionOffsets positions;
    private final CatchUpGate catchUpGate;
    private final LogWatermarkRepository book;
    private final Clock clock;
    private final Duration settling;
    private @Nullable Ends waitedFor;

    UpdateWatermark(
            KafkaAdmin broker,
            PartitionOffsets positions,
            CatchUpGate catchUpGate,
            LogWatermarkRepository book,
            Clock clock,
            SchedulerSettings settings) {
        this.broker = broker;
        this.positions = positions;
        this.catchUpGate = catchUpGate;
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
    public synchronized void listen() {
        try {
            Ends ends = new Ends(clock.instant(), broker.offsets(LOG_OF_FACTS, OffsetSpec.latest()));
            UUID topic = broker.topicId(LOG_OF_FACTS);
            Map<Integer, Long> read = positions.of(LOG_OF_FACTS, topic);
            book.update(watermark -> after(watermark.asked(ends.asked(), settling), ends, read));
        } catch (KafkaAdmin.BrokerUnavailable | SQLException e) {
            LOG.debugf("Not listening: %s", e.getMessage());
        } catch (RuntimeException e) {
            if (!CatalogueErrorClassifier.isCauseOf(e)) {
                throw e;
            }
            LOG.debugf("Not listening: %s", e.getMessage());
        }
    }

    /** On a log that never rests, the end of a while ago is waited for, because today's is never reached. */
    private LogWatermark after(LogWatermark asked, Ends ends, Map<Integer, Long> read) {
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
        return catchUpGate.isComplete();
    }

    @Override
    public Instant readUntil() {
        return book.read().silenceCountsUntil(settling);
    }
}
