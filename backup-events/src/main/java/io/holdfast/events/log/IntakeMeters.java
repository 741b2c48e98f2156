package io.holdfast.events.log;

import io.holdfast.events.Printable;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Counts what was heard and not acted on. */
@ApplicationScoped
class IntakeMeters {

    private static final Logger LOG = Logger.getLogger(IntakeMeters.class);

    private final MeterRegistry registry;
    private final KafkaClientService clients;

    IntakeMeters(MeterRegistry registry, KafkaClientService clients) {
        this.registry = registry;
        this.clients = clients;
    }

    /** All series from the start, so that an alert sees the first increase. A channel is called as its topic. */
    void atStartUp(@Observes StartupEvent event) {
        for (String topic : clients.getConsumerChannels()) {
            count("repeats", topic, 0);
            count("unreadable", topic, 0);
            count("unknown_types", topic, 0);
        }
    }

    void repeated(String topic) {
        count("repeats", topic, 1);
    }

    void unreadable(String topic) {
        count("unreadable", topic, 1);
    }

    void unknown(String topic, String type) {
        LOG.debugf("A message of the unknown type %s is skipped", Printable.shortened(type));
        count("unknown_types", topic, 1);
    }

    private void count(String what, String topic, int increment) {
        registry.counter("holdfast_log_" + what, "topic", topic).increment(increment);
    }
}
