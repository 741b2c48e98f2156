package io.holdfast.notify.settings;

import io.holdfast.notify.notifying.DeliveryBackoff;
import io.holdfast.settings.RelativeDurationLimit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All configured sinks. If the settings of a sink are invalid, the service does not start, because events would be lost unnoticed. */
@ApplicationScoped
public class ConfiguredSinks {

    private final List<Sink> all;

    /** @throws IllegalArgumentException that names the invalid setting and the reason */
    ConfiguredSinks(NotifySettings settings) {
        DeliveryBackoff backoff =
                new DeliveryBackoff(settings.retry().first(), settings.retry().longest());
        this.all = settings.sinks().entrySet().stream()
                .map(sink -> ParseSinkSettings.read(sink.getKey(), sink.getValue(), backoff))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
        all.forEach(sink -> check(sink, settings.lease()));
    }

    private static void check(Sink sink, Duration lease) {
        if (!RelativeDurationLimit.SINK_TIMEOUT.isKept(sink.timeout(), lease)) {
            throw new IllegalArgumentException("holdfast.notify.sinks." + sink.name() + ".timeout is " + sink.timeout()
                    + ", which is more than half of holdfast.notify.lease (" + lease
                    + "): " + RelativeDurationLimit.SINK_TIMEOUT.reason() + ". hint: increase holdfast.notify.lease");
        }
    }

    public List<Sink> all() {
        return all;
    }

    public Optional<Sink> find(String name) {
        return all.stream().filter(sink -> sink.name().equals(name)).findFirst();
    }
}
