package io.holdfast.notify.worker;

import io.holdfast.events.Topic;
import io.holdfast.events.log.KafkaAdmin;
import io.holdfast.notify.kafka.SinkBackfillConsumer;
import io.holdfast.notify.metrics.DeliveryMetrics;
import io.holdfast.notify.postgres.DeliveryQueries;
import io.holdfast.notify.postgres.SinkRepository;
import io.holdfast.notify.settings.ConfiguredSinks;
import io.holdfast.notify.settings.NotifySettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.jboss.logging.Logger;

/** The workers of this process, one for each sink. They start when the sinks are registered in the catalog. */
@ApplicationScoped
class SinkWorkers {

    private static final Logger LOG = Logger.getLogger(SinkWorkers.class);
    private static final Duration METRICS_INTERVAL = Duration.ofSeconds(5);
    private static final Duration CLEANUP_INTERVAL = Duration.ofMinutes(10);

    private final KafkaAdmin broker;
    private final ConfiguredSinks sinks;
    private final SinkRepository repository;
    private final SinkBackfillConsumer backfill;
    private final ResumeChangedSinks resume;
    private final DeliveryQueries queries;
    private final DeliveryMetrics meters;
    private final Duration poll;
    private final List<SinkWorker> workers;
    private final ScheduledExecutorService ticks = Executors.newScheduledThreadPool(
            2, work -> Thread.ofPlatform().daemon().name("notify-ticks").unstarted(work));
    private volatile boolean registered;

    SinkWorkers(
            KafkaAdmin broker,
            ConfiguredSinks sinks,
            SinkRepository repository,
            SinkBackfillConsumer backfill,
            ResumeChangedSinks resume,
            DeliveryQueries queries,
            DeliveryMetrics meters,
            SendNextDelivery sendNextDelivery,
            NotifySettings settings) {
        this.broker = broker;
        this.sinks = sinks;
        this.repository = repository;
        this.backfill = backfill;
        this.resume = resume;
        this.queries = queries;
        this.meters = meters;
        this.poll = settings.poll();
        this.workers = sinks.all().stream()
                .map(sink -> new SinkWorker(sink, sendNextDelivery, poll))
                .toList();
    }

    void atStartUp(@Observes StartupEvent event) {
        every(poll, this::keepSinks);
        every(METRICS_INTERVAL, meters::update);
        every(CLEANUP_INTERVAL, queries::forget);
    }

    void atShutdown(@Observes ShutdownEvent event) {
        ticks.shutdownNow();
        workers.forEach(SinkWorker::stop);
    }

    /** Retries the registration until the broker is available. A sink with {@code from=now} starts at the time of registration. */
    private void keepSinks() {
        if (!registered) {
            String topic = Topic.BACKUP_EVENTS.topicName();
            repository.register(sinks.all(), broker.topicId(topic), broker.offsets(topic, OffsetSpec.latest()));
            registered = true;
            workers.forEach(SinkWorker::start);
        }
        resume.run();
        backfill.run();
    }

    private void every(Duration pause, Runnable work) {
        ticks.scheduleWithFixedDelay(
                () -> safely(work),
                Math.min(pause.toMillis(), poll.toMillis()),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Catches all exceptions, because the executor would not run a failed job again. Broker or catalog may be unavailable temporarily. */
    private static void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf("A periodic job of notify-service failed and will be retried: %s", e.getMessage());
        }
    }
}
