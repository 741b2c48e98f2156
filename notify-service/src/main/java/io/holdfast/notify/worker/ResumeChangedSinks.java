package io.holdfast.notify.worker;

import io.holdfast.notify.postgres.UnsubscribedSinks;
import io.holdfast.notify.settings.ConfiguredSinks;
import io.holdfast.notify.settings.Sink;
import io.holdfast.notify.settings.SinkSettingsException;
import io.holdfast.notify.settings.SinkSettingsHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Sends again to a sink that was gone, when its settings have changed. Files of a URL or a secret need no restart for that. */
@ApplicationScoped
class ResumeChangedSinks {

    private static final Logger LOG = Logger.getLogger(ResumeChangedSinks.class);

    private final UnsubscribedSinks gone;
    private final ConfiguredSinks sinks;
    private final Map<String, Unchanged> unchanged = new ConcurrentHashMap<>();

    ResumeChangedSinks(UnsubscribedSinks gone, ConfiguredSinks sinks) {
        this.gone = gone;
        this.sinks = sinks;
    }

    /** What was compared already: a comparison is slow on purpose. */
    private record Unchanged(SinkSettingsHash settings, String text) {}

    void run() {
        gone.all()
                .forEach((name, settings) -> sinks.find(name)
                        .flatMap(ResumeChangedSinks::text)
                        .ifPresent(text -> compare(name, settings, text)));
    }

    private void compare(String name, SinkSettingsHash settings, String text) {
        Unchanged now = new Unchanged(settings, text);
        if (now.equals(unchanged.get(name))) {
            return;
        }
        if (settings.isOf(text)) {
            unchanged.put(name, now);
        } else if (gone.resume(name, settings)) {
            unchanged.remove(name);
            LOG.infof("%s: its settings have changed; what waits for it is sent", name);
        }
    }

    /** Empty where a file cannot be read: the doctor says so. */
    private static Optional<String> text(Sink sink) {
        try {
            return Optional.of(SinkSettingsHash.text(sink));
        } catch (SinkSettingsException trouble) {
            return Optional.empty();
        }
    }
}
