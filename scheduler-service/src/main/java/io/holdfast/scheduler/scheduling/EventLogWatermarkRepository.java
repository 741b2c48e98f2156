package io.holdfast.scheduler.scheduling;

import java.util.function.UnaryOperator;

/**
 * Stores the watermark of the event log. The watermark is stored in the same database as the facts, so that a restored
 * backup of the catalog contains a watermark that matches the restored facts.
 */
public interface EventLogWatermarkRepository {

    /** Returns the watermark; {@link EventLogWatermark#none()} at first. */
    EventLogWatermark read();

    /** Replaces the stored watermark. Replicas take turns. */
    void update(UnaryOperator<EventLogWatermark> next);
}
