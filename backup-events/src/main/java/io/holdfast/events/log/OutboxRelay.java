package io.holdfast.events.log;

import io.holdfast.events.log.OutboxRelayRepository.Row;
import io.holdfast.events.signing.RecordSignature;
import io.holdfast.events.signing.UnusableSigningKeyException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the rows of the outbox, oldest first, and marks a row only after the broker has acknowledged it.
 *
 * <p>An advisory lock for each batch makes one relay of a schema the active one. The producer is idempotent and retries without limit, so
 * that an unavailable broker delays records and never reorders them. If the relay is killed between acknowledgement and mark, the next
 * relay repeats the records with the same ids, which every reader ignores.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration TIDY_EVERY = Duration.ofMinutes(10);

    private final DataSource catalogue;
    private final KafkaAdmin broker;
    private final EventLogSettings settings;
    private final EventSignatures signing;
    private final Semaphore work = new Semaphore(0);

    private final Thread thread;
    private @Nullable Producer<byte[], byte[]> producer;
    private volatile String trouble = "";
    private volatile boolean stopping;

    OutboxRelay(DataSource catalogue, KafkaAdmin broker, EventLogSettings settings, EventSignatures signing) {
        this.catalogue = catalogue;
        this.broker = broker;
        this.settings = settings;
        this.signing = signing;
        this.thread = new Thread(this::run, "outbox-relay");
        this.thread.setDaemon(true);
    }

    void atStartUp(@Observes StartupEvent event) {
        thread.start();
    }

    /** Runs after the workers' shutdown, so that their last events are sent before the service ends. */
    void atShutdown(@Observes @Priority(5000) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wake();
        thread.join(Duration.ofSeconds(5));
        thread.interrupt();
    }

    /** There may be rows to send. */
    void wake() {
        work.release();
    }

    /** Why nothing is being sent, or an empty string. */
    public String lastError() {
        return trouble;
    }

    private void run() {
        while (!stopping) {
            try (Connection connection = catalogue.getConnection()) {
                relay(new OutboxRelayRepository(connection));
            } catch (SQLException e) {
                pause(String.valueOf(e.getMessage()));
            } catch (KafkaException e) {
                pause(BrokerErrorDiagnosis.of(e).toString());
            } catch (UnusableSigningKeyException e) {
                pause(String.valueOf(e.getMessage()));
            } finally {
                disconnect();
            }
        }
    }

    /** A failed producer is not reused: one that was refused, or has lost a record's position, cannot recover. */
    private void disconnect() {
        Producer<byte[], byte[]> known = producer;
        producer = null;
        if (known != null) {
            known.close();
        }
    }

    private void pause(String why) {
        if (trouble.isEmpty()) {
            LOG.warnf("The outbox waits: %s", why);
        }
        trouble = why;
        pause(AFTER_TROUBLE);
    }

    private void relay(OutboxRelayRepository rows) throws SQLException {
        long tidyAt = System.nanoTime();
        boolean last;
        int sent;
        do {
            // Read before the query, so that everything written before the shutdown is sent.
            last = stopping;
            sent = relayWhileLocked(rows);
            if (!trouble.isEmpty()) {
                trouble = "";
                LOG.info("The outbox is sent again");
            }
            if (System.nanoTime() - tidyAt > 0) {
                rows.forget(settings.outboxRetention());
                tidyAt = System.nanoTime() + TIDY_EVERY.toNanos();
            }
            if (sent == 0 && !last) {
                pause(IDLE);
            }
        } while (!last || sent > 0);
    }

    /** The lock is held for one batch and never while idle: a paused process must not block the other replicas. */
    private int relayWhileLocked(OutboxRelayRepository rows) throws SQLException {
        if (!rows.tryLock()) {
            return 0;
        }
        try {
            return relayBatch(rows);
        } finally {
            rows.unlock();
        }
    }

    private int relayBatch(OutboxRelayRepository rows) throws SQLException {
        List<Row> batch = rows.oldestUnsent();
        if (!batch.isEmpty()) {
            sign(batch);
            send(producer(), batch);
            mark(rows, batch);
        }
        return batch.size();
    }

    /** Signs as late as possible, so that rows that waited are signed with the current key. */
    private void sign(List<Row> batch) {
        signing.key()
                .ifPresent(key -> batch.stream()
                        .map(Row::record)
                        .forEach(record -> record.headers()
                                .add(
                                        RecordSignature.HEADER,
                                        RecordSignature.of(key, record.topic(), record.key(), record.value())
                                                .text()
                                                .getBytes(StandardCharsets.UTF_8))));
    }

    /** Returns when the broker has acknowledged every record of the batch. */
    void send(Producer<byte[], byte[]> producer, List<Row> batch) {
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(batch.size());
        batch.forEach(row -> acknowledgements.add(producer.send(row.record())));
        producer.flush();
        for (Future<RecordMetadata> acknowledgement : acknowledgements) {
            try {
                acknowledgement.get();
            } catch (ExecutionException e) {
                throw new KafkaException("a record was not acknowledged: " + e.getCause(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("stopped while waiting for the broker", e);
            }
        }
    }

    /** The step after the acknowledgement. If a crash precedes it, the batch is repeated. */
    void mark(OutboxRelayRepository rows, List<Row> batch) throws SQLException {
        rows.mark(batch.stream().map(Row::seq).toList());
    }

    /** The producer is created when there are rows to send: a service without events needs no write permission. */
    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> known = producer;
        if (known == null) {
            known = newProducer();
            producer = known;
        }
        return known;
    }

    private Producer<byte[], byte[]> newProducer() {
        Map<String, Object> config = broker.settings();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void pause(Duration longest) {
        try {
            if (work.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                work.drainPermits();
            }
        } catch (InterruptedException e) {
            stopping = true;
            Thread.currentThread().interrupt();
        }
    }
}
