package io.holdfast.notify.worker;

import io.holdfast.notify.postgres.HttpGoneSinkRepository;
import io.holdfast.notify.settings.ConfiguredSinks;
import io.holdfast.notify.settings.Sink;
import io.holdfast.notify.settings.SinkSettingsException;
import io.holdfast.notify.settings.SinkSettingsHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Resumes sinks that were gone, if their settings have changed. Changes in a URL or secret file need no restart. */
@ApplicationScoped
class ResumeChangedSinks {

    private static final Logger LOG = Logger.getLogger(ResumeChangedSinks.class);

    private final HttpGoneSinkRepository gone;
    private final ConfiguredSinks sinks;
    private final Map<String, Unchanged> unchanged = new ConcurrentHashMap<>();

    ResumeChangedSinks(HttpGoneSinkRepository gone, ConfiguredSinks sinks) {
        this.gone = gone;
        this.sinks = sinks;
    }

    /** The last comparison without a difference. It is cached, because a comparison is deliberately slow. */
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
            LOG.infof("%s: the settings have changed; pending deliveries are sent", name);
        }
    }

    /** Returns an empty result if a file cannot be read. A doctor check reports this. */
    private static Optional<String> text(Sink sink) {
        try {
            return Optional.of(SinkSettingsHash.text(sink));
        } catch (SinkSettingsException e) {
            return Optional.empty();
        }
    }
}
