package io.holdfast.events.log;

import io.holdfast.events.Printable;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Counts what was heard and not acted on. */
@ApplicationScoped
class IntakeMeters {

    private static final Logger LOG = Logger.getLogger(IntakeMeters.class);

    private final MeterRegistry registry;

    IntakeMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void repeated(String topic) {
        registry.counter("holdfast_log_repeats", "topic", topic).increment();
    }

    void unreadable(String topic) {
        registry.counter("holdfast_log_unreadable", "topic", topic).increment();
    }

    void unknown(String topic, String type) {
        LOG.debugf("A message of the unknown type %s is skipped", Printable.shortened(type));
        registry.counter("holdfast_log_unknown_types", "topic", topic).increment();
    }
}
