package io.holdfast.dump.settings;

import io.holdfast.dump.dumping.QueueLimits;
import jakarta.enterprise.context.ApplicationScoped;

/** The configured limits of the queue. */
@ApplicationScoped
public class ConfiguredQueueLimits {

    private final DumpSettings.Dump settings;

    ConfiguredQueueLimits(DumpSettings settings) {
        this.settings = settings.dump();
    }

    public QueueLimits limits() {
        return new QueueLimits(
                settings.queueLimit(), settings.reservedPlaces(), settings.sourceLimit(), settings.sourcePause());
    }
}
