package io.holdfast.notify.settings;

import io.holdfast.notify.notifying.DeliveryBackoff;
import io.holdfast.settings.DurationRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every sink that is configured. A service whose sinks are not sound does not start: it would be silent. */
@ApplicationScoped
public class ConfiguredSinks {

    private final List<Sink> all;

    /** @throws IllegalArgumentException that says which setting is wrong, and why */
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
        if (!DurationRule.SINK_TIMEOUT.isKept(sink.timeout(), lease)) {
            throw new IllegalArgumentException("holdfast.notify.sinks." + sink.name() + ".timeout is " + sink.timeout()
                    + ", more than half of holdfast.notify.lease, which is " + lease
                    + ": " + DurationRule.SINK_TIMEOUT.reason() + ". Raise the lease.");
        }
    }

    public List<Sink> all() {
        return all;
    }

    public Optional<Sink> find(String name) {
        return all.stream().filter(sink -> sink.name().equals(name)).findFirst();
    }
}
