package io.holdfast.dump.settings;

import io.holdfast.dump.dumping.QueueLimits;
import jakarta.enterprise.context.ApplicationScoped;

/** The places of the queue, as they are configured. */
@ApplicationScoped
public class QueueCapacity {

    private final DumpSettings.Dump settings;

    QueueCapacity(DumpSettings settings) {
        this.settings = settings.dump();
    }

    public QueueLimits limits() {
        return new QueueLimits(
                settings.queueLimit(), settings.reservedPlaces(), settings.sourceLimit(), settings.sourcePause());
    }
}
