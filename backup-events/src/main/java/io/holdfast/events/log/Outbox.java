package io.holdfast.events.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.Json;
import io.holdfast.events.tracing.TracePropagator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The events that the service still has to publish. A row is written in the transaction that changes the state, so neither exists without
 * the other. Only the relay sends to the broker.
 */
@ApplicationScoped
public class Outbox {

    private final DataSource catalogue;
    private final TransactionSynchronizationRegistry transaction;
    private final OutboxRelay relay;
    private final TracePropagator tracing;
    private final Clock clock;
    private final URI source;
    private final EventCodec codec = new EventCodec();

    Outbox(
            DataSource catalogue,
            TransactionSynchronizationRegistry transaction,
            OutboxRelay relay,
            TracePropagator tracing,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.catalogue = catalogue;
        this.transaction = transaction;
        this.relay = relay;
        this.tracing = tracing;
        this.clock = clock;
        this.source = URI.create("/holdfast/" + application);
    }

    /** The CloudEvents source of this service: {@code /holdfast/} and its name. */
    public URI source() {
        return source;
    }

    /**
     * Publishes a fact with the current time.
     *
     * @param id id of the event; the same fact, published again after a crash or a replay, should have the same id
     * @throws IllegalStateException outside a transaction
     */
    public void add(String id, Message message) {
        add(id, clock.instant(), message);
    }

    /** Publishes a fact with the given time. */
    public void add(String id, Instant time, Message message) {
        Optional<String> trace = trace(message, time);
        byte[] value = codec.encode(new Envelope<>(source, id, time, message, trace.orElse(null)));
        Map<String, String> headers = new TreeMap<>(Map.of("content-type", EventCodec.CONTENT_TYPE));
        trace.ifPresent(context -> headers.put("traceparent", context));
        write(message.topic().topicName(), message.subject(), id, headers, value);
    }

    private Optional<String> trace(Message message, Instant time) {
        try {
            return tracing.traceparentOf(message, time);
        } catch (SQLException e) {
            throw new CatalogueDatabaseException(e);
        }
    }

    /** Writes a record unchanged: a dead letter. */
    void write(String topic, @Nullable String key, String id, Map<String, String> headers, byte[] value) {
        if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("the outbox must be written in the transaction that changes the state");
        }
        try (Connection connection = catalogue.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into outbox (topic, key, id, headers, value) values (?, ?, ?, ?::jsonb, ?)")) {
            insert.setString(1, topic);
            insert.setString(2, key);
            insert.setString(3, id);
            insert.setString(4, Json.mapper().writeValueAsString(headers));
            insert.setBytes(5, value);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new CatalogueDatabaseException(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot serialize the headers", e);
        }
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                relay.wake();
            }
        });
    }
}
