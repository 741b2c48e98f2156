package io.holdfast.events.log;

import io.holdfast.events.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.jboss.logging.Logger;

/**
 * Waits until {@code backup-events} has been read up to its end at the start of the service. No decision is made before that: with an empty
 * or older catalog, the service would repeat work whose result is already in the event log.
 */
@ApplicationScoped
public class EventLogCatchUpGate {

    private static final Logger LOG = Logger.getLogger(EventLogCatchUpGate.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final String LOG_OF_FACTS = Topic.BACKUP_EVENTS.topicName();

    private final KafkaAdmin broker;
    private final PartitionOffsets positions;
    private final Thread watcher;
    private boolean complete;
    private boolean stopping;
    private volatile String trouble = "";

    EventLogCatchUpGate(KafkaAdmin broker, PartitionOffsets positions) {
        this.broker = broker;
        this.positions = positions;
        this.watcher = new Thread(this::watch, "replay-watcher");
        this.watcher.setDaemon(true);
    }

    void atStartUp(@Observes StartupEvent event) {
        watcher.start();
    }

    void atShutdown(@Observes ShutdownEvent event) {
        synchronized (this) {
            stopping = true;
            notifyAll();
        }
        watcher.interrupt();
    }

    public synchronized boolean isComplete() {
        return complete;
    }

    /** Why the event log cannot be read at the moment, or an empty string. */
    public String lastError() {
        return trouble;
    }

    /**
     * Returns when the event log has been read to its end.
     *
     * @throws IllegalStateException if the service stops first
     */
    public synchronized void await() {
        try {
            while (!complete) {
                if (stopping) {
                    throw new IllegalStateException("the service stops before the event log was read to its end");
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the event log was read to its end", e);
        }
    }

    /** The catalog is older than the event log: nothing is decided until it has caught up again. */
    synchronized void again() {
        complete = false;
        notifyAll();
    }

    private void watch() {
        while (true) {
            try {
                catchUp();
                synchronized (this) {
                    complete = true;
                    notifyAll();
                    while (complete && !stopping) {
                        wait();
                    }
                    if (stopping) {
                        return;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void catchUp() throws InterruptedException {
        while (true) {
            try {
                UUID topicId = broker.topicId(LOG_OF_FACTS);
                Map<Integer, Long> ends = broker.offsets(LOG_OF_FACTS, OffsetSpec.latest());
                while (!isReadTo(ends, topicId)) {
                    Thread.sleep(BETWEEN_LOOKS);
                }
                LOG.infof(
                        "The event log is read to its end (%d events)",
                        ends.values().stream().mapToLong(Long::longValue).sum());
                trouble = "";
                return;
            } catch (SQLException | KafkaAdmin.BrokerUnavailable e) {
                String why = String.valueOf(e.getMessage());
                if (!why.equals(trouble)) {
                    LOG.warnf("Reading the event log to its end waits: %s", why);
                }
                trouble = why;
                Thread.sleep(BETWEEN_LOOKS.multipliedBy(5));
            }
        }
    }

    private boolean isReadTo(Map<Integer, Long> ends, UUID topicId) throws SQLException {
        Map<Integer, Long> known = positions.of(LOG_OF_FACTS, topicId);
        return ends.entrySet().stream().allMatch(end -> end.getValue() <= known.getOrDefault(end.getKey(), 0L));
    }
}
