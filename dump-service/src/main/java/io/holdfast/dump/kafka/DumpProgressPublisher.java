package io.holdfast.dump.kafka;

import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.worker.RunInProgress;
import io.holdfast.dump.worker.RunsInProgress;
import io.holdfast.events.BackupProgressed;
import io.holdfast.events.log.KafkaAdmin;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.ProgressPublisher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Publishes the progress of the running dumps. */
@ApplicationScoped
class DumpProgressPublisher {

    private final ProgressPublisher publisher;
    private final Duration every;

    DumpProgressPublisher(RunsInProgress live, KafkaAdmin broker, Outbox outbox, Clock clock, DumpSettings settings) {
        this.publisher = new ProgressPublisher(
                "dump-progress",
                () -> live.all().stream().map(DumpProgressPublisher::of).toList(),
                broker,
                outbox,
                clock);
        this.every = settings.dump().progress();
    }

    void atStartUp(@Observes StartupEvent event) {
        publisher.start(every);
    }

    void atShutdown(@Observes ShutdownEvent event) {
        publisher.close();
    }

    private static BackupProgressed of(RunInProgress run) {
        return new BackupProgressed(
                run.run().request().backup(),
                run.run().request().database(),
                run.run().attempt(),
                run.phase().name().toLowerCase(Locale.ROOT),
                run.bytes(),
                run.percent());
    }
}
