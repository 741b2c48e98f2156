package io.holdfast.events.log;

import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.codec.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
 * Publishes the progress of running work periodically, if it has changed. It does not use the outbox: progress may be lost, and old
 * progress is of no use after an outage of the broker.
 */
public final class ProgressPublisher implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ProgressPublisher.class);
    private static final int MOST_WAIT_MILLIS = 500;

    private final Supplier<? extends List<? extends Message>> now;
    private final KafkaAdmin broker;
    private final Outbox outbox;
    private final Clock clock;
    private final EventCodec codec = new EventCodec();
    private final Set<Message> told = new HashSet<>();
    private final ScheduledExecutorService timer;
    private @Nullable Producer<String, byte[]> producer;

    /**
     * @param thread name of the thread
     * @param now one message for each running item
     * @param outbox provides the CloudEvents source of this service
     */
    public ProgressPublisher(
            String thread,
            Supplier<? extends List<? extends Message>> now,
            KafkaAdmin broker,
            Outbox outbox,
            Clock clock) {
        this.now = now;
        this.broker = broker;
        this.outbox = outbox;
        this.clock = clock;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(thread).factory());
    }

    public void start(Duration every) {
        timer.scheduleWithFixedDelay(this::report, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops publishing, and does not wait for a message that is being sent. */
    @Override
    public void close() {
        timer.submit(this::closeProducer);
        timer.shutdown();
    }

    private void closeProducer() {
        if (producer != null) {
            producer.close(Duration.ofMillis(MOST_WAIT_MILLIS));
        }
    }

    private void report() {
        try {
            List<? extends Message> messages = now.get();
            told.retainAll(messages);
            messages.stream().filter(told::add).forEach(this::report);
        } catch (KafkaException e) {
            LOG.debugf("Progress was not published: %s", e.getMessage());
        }
    }

    private void report(Message progress) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                progress.topic().topicName(),
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
