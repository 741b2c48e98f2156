package io.holdfast.dump.kafka;

import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.worker.LiveRun;
import io.holdfast.dump.worker.LiveRuns;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupProgressed;
import io.holdfast.events.Envelope;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.log.Broker;
import io.holdfast.events.log.Outbox;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far the running dumps are. Not by the outbox: progress may be lost, and what is old when the broker comes back
 * is of no use.
 */
@ApplicationScoped
class ProgressTeller {

    private static final Logger LOG = Logger.getLogger(ProgressTeller.class);
    private static final int MOST_WAIT_MILLIS = 500;

    private final LiveRuns live;
    private final Broker broker;
    private final Outbox outbox;
    private final Clock clock;
    private final Duration every;
    private final EventCodec codec = new EventCodec();
    private final Map<BackupId, BackupProgressed> told = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("dump-progress").factory());
    private @Nullable Producer<String, byte[]> producer;

    ProgressTeller(LiveRuns live, Broker broker, Outbox outbox, Clock clock, DumpSettings settings) {
        this.live = live;
        this.broker = broker;
        this.outbox = outbox;
        this.clock = clock;
        this.every = settings.dump().progress();
    }

    void atStartUp(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(this::tell, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    void atShutdown(@Observes ShutdownEvent event) {
        timer.submit(this::close);
        timer.shutdown();
    }

    private void close() {
        if (producer != null) {
            producer.close(Duration.ofMillis(MOST_WAIT_MILLIS));
        }
    }

    private void tell() {
        try {
            told.keySet()
                    .retainAll(live.all().stream()
                            .map(run -> run.run().request().backup())
                            .toList());
            live.all().forEach(this::tell);
        } catch (KafkaException e) {
            LOG.debugf("Progress is not told: %s", e.getMessage());
        }
    }

    private void tell(LiveRun run) {
        BackupProgressed progress = new BackupProgressed(
                run.run().request().backup(),
                run.run().request().database(),
                run.run().attempt(),
                run.phase().name().toLowerCase(Locale.ROOT),
                run.bytes(),
                run.percent());
        if (progress.equals(told.put(progress.backup(), progress))) {
            return;
        }
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                Topic.BACKUP_PROGRESS.topicName(),
                progress.subject(),
                codec.encode(Envelope.of(outbox.source(), UUID.randomUUID().toString(), clock.instant(), progress)));
        record.headers().add("content-type", EventCodec.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
        producer().send(record);
    }

    private Producer<String, byte[]> producer() {
        Producer<String, byte[]> known = producer;
        if (known == null) {
            Map<String, Object> settings = broker.settings(ProducerConfig.configNames());
            settings.put(ProducerConfig.ACKS_CONFIG, "1");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MOST_WAIT_MILLIS);
            settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1 << 20);
            settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
            settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
            known = new KafkaProducer<>(settings);
            producer = known;
        }
        return known;
    }
}
