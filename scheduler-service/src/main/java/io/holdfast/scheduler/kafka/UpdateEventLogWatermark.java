package io.holdfast.scheduler.kafka;

import io.holdfast.events.Topic;
import io.holdfast.events.log.CatalogueSqlErrorClassifier;
import io.holdfast.events.log.EventLogCatchUpGate;
import io.holdfast.events.log.KafkaAdmin;
import io.holdfast.events.log.PartitionOffsets;
import io.holdfast.scheduler.scheduling.EventLogConsumerState;
import io.holdfast.scheduler.scheduling.EventLogWatermark;
import io.holdfast.scheduler.scheduling.EventLogWatermarkRepository;
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

/** Compares the end offsets of the event log with the stored consumer positions, and updates the watermark. */
@ApplicationScoped
public class UpdateEventLogWatermark implements EventLogConsumerState {

    private static final Logger LOG = Logger.getLogger(UpdateEventLogWatermark.class);
    private static final String EVENT_LOG = Topic.BACKUP_EVENTS.topicName();

    private final KafkaAdmin broker;
    private final PartitionOffsets positions;
    private final EventLogCatchUpGate catchUpGate;
    private final EventLogWatermarkRepository repository;
    private final Clock clock;
    private final Duration settling;
    private @Nullable Ends waitedFor;

    UpdateEventLogWatermark(
            KafkaAdmin broker,
            PartitionOffsets positions,
            EventLogCatchUpGate catchUpGate,
            EventLogWatermarkRepository repository,
            Clock clock,
            SchedulerSettings settings) {
        this.broker = broker;
        this.positions = positions;
        this.catchUpGate = catchUpGate;
        this.repository = repository;
        this.clock = clock;
        this.settling = settings.scheduler().settling();
    }

    /** The end offset of each partition, at the time of the request to the broker. */
    private record Ends(Instant asked, Map<Integer, Long> next) {

        boolean areReached(Map<Integer, Long> read) {
            return next.entrySet().stream().allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
        }
    }

    /** Updates the watermark once; a timer calls this method. If broker or catalog is unavailable, the watermark stays. */
    public synchronized void update() {
        try {
            Ends ends = new Ends(clock.instant(), broker.offsets(EVENT_LOG, OffsetSpec.latest()));
            UUID topic = broker.topicId(EVENT_LOG);
            Map<Integer, Long> read = positions.of(EVENT_LOG, topic);
            repository.update(watermark -> after(watermark.asked(ends.asked(), settling), ends, read));
        } catch (KafkaAdmin.BrokerUnavailable | SQLException e) {
            LOG.debugf("The watermark of the event log was not updated: %s", e.getMessage());
        } catch (RuntimeException e) {
            if (!CatalogueSqlErrorClassifier.isCauseOf(e)) {
                throw e;
            }
            LOG.debugf("The watermark of the event log was not updated: %s", e.getMessage());
        }
    }

    /** Waits for earlier end offsets if new records keep arriving: the current end would never be reached. */
    private EventLogWatermark after(EventLogWatermark asked, Ends ends, Map<Integer, Long> read) {
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
        return repository.read().conclusiveUntil(settling);
    }
}
