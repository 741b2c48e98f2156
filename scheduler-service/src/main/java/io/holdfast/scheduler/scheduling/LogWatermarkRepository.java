package io.holdfast.scheduler.scheduling;

import java.util.function.UnaryOperator;

/**
 * Where it is written down how far the log has been heard. It lies beside the facts that were heard, so that whoever
 * restores older facts restores what may be concluded from their absence.
 */
public interface LogWatermarkRepository {

    /** {@link LogWatermark#none()} at first. */
    LogWatermark read();

    /** Writes down what follows from what stands there; replicas take turns. */
    void update(UnaryOperator<LogWatermark> next);
}
