package io.holdfast.events.log;

import io.holdfast.events.Envelope;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.RawRecord;
import io.holdfast.events.codec.RecordDecodeResult;
import io.holdfast.events.tracing.TracePropagator;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Processes one record from the broker: the offset, the inbox and the handler's own writes are stored in one transaction, so that a crash
 * leaves either all or nothing.
 *
 * <p>No record is skipped: if the catalog is unavailable, the record waits. A record that cannot be decoded, or that a handler refuses with
 * {@link UnprocessableMessageException}, becomes a dead letter, and reading continues.
 */
@ApplicationScoped
public class TransactionalInbox {

    private static final Logger LOG = Logger.getLogger(TransactionalInbox.class);
    private static final int TRIES_OF_A_FAILING_HANDLER = 3;

    private final PartitionOffsets positions;
    private final ProcessedMessages inbox;
    private final DeadLetterOutbox deadLetters;
    private final KafkaAdmin broker;
    private final OffsetRewindDetector rewound;
    private final InboxMetrics meters;
    private final TracePropagator tracing;
    private final EventSignatures signing;
    private final EventCodec codec = new EventCodec();

    TransactionalInbox(
            PartitionOffsets positions,
            ProcessedMessages inbox,
            DeadLetterOutbox deadLetters,
            KafkaAdmin broker,
            OffsetRewindDetector rewound,
            InboxMetrics meters,
            TracePropagator tracing,
            EventSignatures signing) {
        this.positions = positions;
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.broker = broker;
        this.rewound = rewound;
        this.meters = meters;
        this.tracing = tracing;
        this.signing = signing;
    }

    /**
     * Returns when the record has been processed, however long the catalog takes.
     *
     * @param handler called in the transaction, and only for a message that was not received before
     */
    public void take(ConsumerRecord<byte[], byte[]> record, Consumer<ReceivedMessage> handler) {
        int failures = 0;
        for (RetryLoop retryLoop = new RetryLoop(record); ; retryLoop.pause()) {
            try {
                RawRecord raw = raw(record);
                inTransaction(() -> takeOnce(record, raw, handler));
                return;
            } catch (UnprocessableMessageException refused) {
                retryLoop.untilDone(() -> bury(record, refused.reason()));
                return;
            } catch (RuntimeException e) {
                if (retryLoop.helps(e)) {
                    continue;
                }
                if (++failures >= TRIES_OF_A_FAILING_HANDLER) {
                    LOG.errorf(e, "%s could not be processed", RetryLoop.coordinates(record));
                    retryLoop.untilDone(() -> bury(record, "it could not be processed; see the service's log"));
                    return;
                }
            }
        }
    }

    private void takeOnce(ConsumerRecord<byte[], byte[]> record, RawRecord raw, Consumer<ReceivedMessage> handler)
            throws SQLException {
        TopicPartition partition = new TopicPartition(raw.topic(), raw.partition());
        long next = positions.lock(partition, raw.topicId(), raw.offset()).next();
        if (raw.offset() < next) {
            meters.repeated(raw.topic());
            return;
        }
        if (raw.offset() == next) {
            rewound.inOrder(partition);
        } else if (rewound.isRewound(partition, next, raw.offset())) {
            return;
        }
        switch (codec.decode(raw)) {
            case RecordDecodeResult.Read read -> believe(record, raw, read.envelope(), handler);
            case RecordDecodeResult.Unknown unknown -> meters.unknown(raw.topic(), unknown.type());
            case RecordDecodeResult.Unreadable unreadable -> deadLetters.write(raw, record.key(), unreadable.reason());
        }
        positions.move(partition, raw.topicId(), raw.offset() + 1);
    }

    /** Checks the signature before the inbox: a forged event must not use up the id of a genuine one. */
    private void believe(
            ConsumerRecord<byte[], byte[]> record,
            RawRecord raw,
            Envelope<?> envelope,
            Consumer<ReceivedMessage> handler)
            throws SQLException {
        Optional<String> refusal = signing.refusal(record, raw, envelope);
        if (refusal.isPresent()) {
            deadLetters.write(raw, record.key(), refusal.get());
        } else {
            receive(raw, envelope, handler);
        }
    }

    private void receive(RawRecord raw, Envelope<?> envelope, Consumer<ReceivedMessage> handler) throws SQLException {
        if (!inbox.isNew(raw.topic(), envelope.source().toString(), envelope.id()) && !isBackupRequest(raw)) {
            meters.repeated(raw.topic());
            return;
        }
        tracing.received(envelope);
        handler.accept(new ReceivedMessage(
                envelope, Topic.named(raw.topic()), raw.topicId(), raw.partition(), raw.offset(), raw.timestamp()));
    }

    /** Repeated requests are passed to the handler: their ids may have been reused for another request. */
    private static boolean isBackupRequest(RawRecord raw) {
        return raw.topic().equals(Topic.BACKUP_REQUESTS.topicName())
                || raw.topic().equals(Topic.SERVICE_REQUESTS.topicName());
    }

    private void bury(ConsumerRecord<byte[], byte[]> record, String reason) {
        RawRecord raw = raw(record);
        TopicPartition partition = new TopicPartition(raw.topic(), raw.partition());
        inTransaction(() -> {
            if (raw.offset()
                    >= positions.lock(partition, raw.topicId(), raw.offset()).next()) {
                deadLetters.write(raw, record.key(), reason);
                positions.move(partition, raw.topicId(), raw.offset() + 1);
            }
        });
    }

    private RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
        return RawRecord.of(record, broker.topicId(record.topic()));
    }

    private interface Step {
        void run() throws SQLException;
    }

    private static void inTransaction(Step step) {
        QuarkusTransaction.requiringNew().run(() -> {
            try {
                step.run();
            } catch (SQLException e) {
                throw new CatalogueDatabaseException(e);
            }
        });
    }
}
