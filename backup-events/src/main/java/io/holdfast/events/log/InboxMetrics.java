package io.holdfast.events.log;

import io.holdfast.events.ControlCharacterSanitizer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Counts messages that were received and not processed. */
@ApplicationScoped
class InboxMetrics {

    private static final Logger LOG = Logger.getLogger(InboxMetrics.class);

    private final MeterRegistry registry;
    private final KafkaClientService clients;

    InboxMetrics(MeterRegistry registry, KafkaClientService clients) {
        this.registry = registry;
        this.clients = clients;
    }

    /** Registers all series at the start, so that an alert sees the first increase. A channel has the name of its topic. */
    void atStartUp(@Observes StartupEvent event) {
        for (String topic : clients.getConsumerChannels()) {
            count("holdfast_log_repeats", topic, 0);
            count("holdfast_log_unreadable", topic, 0);
            count("holdfast_log_unknown_types", topic, 0);
        }
    }

    void repeated(String topic) {
        count("holdfast_log_repeats", topic, 1);
    }

    void unreadable(String topic) {
        count("holdfast_log_unreadable", topic, 1);
    }

    void unknown(String topic, String type) {
        LOG.debugf("Skipped a message of the unknown type %s", ControlCharacterSanitizer.shortened(type));
        count("holdfast_log_unknown_types", topic, 1);
    }

    private void count(String name, String topic, int increment) {
        registry.counter(name, "topic", topic).increment(increment);
    }
}
