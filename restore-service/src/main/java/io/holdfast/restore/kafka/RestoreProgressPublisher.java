package io.holdfast.restore.kafka;

import io.holdfast.events.log.KafkaAdmin;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.ProgressPublisher;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restore.worker.RestoresInProgress;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/** Publishes the progress of running restores. */
@ApplicationScoped
class RestoreProgressPublisher {

    private final ProgressPublisher teller;
    private final Duration every;

    RestoreProgressPublisher(
            RestoresInProgress live, KafkaAdmin broker, Outbox outbox, Clock clock, RestoreSettings settings) {
        this.teller = new ProgressPublisher(
                "restore-progress",
                () -> live.all().stream()
                        .flatMap(each -> each.latest().stream())
                        .toList(),
                broker,
                outbox,
                clock);
        this.every = settings.restore().progress();
    }

    void atStartUp(@Observes StartupEvent event) {
        teller.start(every);
    }

    void atShutdown(@Observes ShutdownEvent event) {
        teller.close();
    }
}
