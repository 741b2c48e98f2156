package io.holdfast.retention.kafka;

import io.holdfast.events.BackupCopyEvent.BackupProtected;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.OperatorEvent.PlanApproved;
import io.holdfast.events.RetentionEvent.BackupReinstated;
import io.holdfast.events.RetentionEvent.BackupReleased;
import io.holdfast.events.RetentionEvent.BackupUnpinned;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.events.log.TransactionalInbox;
import io.holdfast.retention.expiring.BackupEventProjection;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.postgres.BackupEventRepository;
import io.holdfast.retention.postgres.JdbcMetadataWriteQueue;
import io.holdfast.retention.worker.MissingCopyCheckTrigger;
import io.holdfast.retention.worker.RetentionPlanningQueue;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Applies every event to the backup records. */
@ApplicationScoped
class BackupEventsConsumer {

    private final TransactionalInbox inbox;
    private final BackupEventProjection backupProjection;
    private final BackupEventRepository history;
    private final RetentionPlanningQueue databasesToPlan;
    private final KafkaBrokerClockCheck brokerClock;
    private final JdbcMetadataWriteQueue metadataState;
    private final Event<MissingCopyCheckTrigger> copies;

    BackupEventsConsumer(
            TransactionalInbox inbox,
            BackupEventProjection backupProjection,
            BackupEventRepository history,
            RetentionPlanningQueue databasesToPlan,
            KafkaBrokerClockCheck brokerClock,
            JdbcMetadataWriteQueue metadataState,
            Event<MissingCopyCheckTrigger> copies) {
        this.inbox = inbox;
        this.backupProjection = backupProjection;
        this.history = history;
        this.databasesToPlan = databasesToPlan;
        this.brokerClock = brokerClock;
        this.metadataState = metadataState;
        this.copies = copies;
    }

    /** Follow-up work is triggered after the commit. An earlier trigger would find nothing to do. */
    @Incoming("backup-events")
    @Blocking
    void receive(ConsumerRecord<byte[], byte[]> record) {
        Set<BackupEvent> written = new HashSet<>();
        inbox.take(record, received -> {
            receive(received);
            if (received.message() instanceof BackupEvent event) {
                written.add(event);
            }
        });
        written.stream()
                .filter(BackupEventsConsumer::mayAllowDeletion)
                .forEach(event -> databasesToPlan.add(event.database()));
    }

    private void receive(ReceivedMessage received) {
        brokerClock.received(received);
        if (received.message() instanceof BackupEvent event) {
            Optional<BackupRecord> changed =
                    backupProjection.apply(event, received.envelope().time(), received.brokerTime());
            changed.ifPresent(backup -> {
                history.add(backup.id(), received.envelope());
                metadataState.touch(backup.id());
            });
            if (mayRequireCopy(event)) {
                copies.fire(new MissingCopyCheckTrigger(event.database()));
            }
        }
    }

    private static boolean mayRequireCopy(BackupEvent event) {
        return event instanceof BackupCompleted
                || event instanceof BackupImported
                || event instanceof BackupReinstated
                || event instanceof CopyCondemned
                || event instanceof BackupVerified;
    }

    private static boolean mayAllowDeletion(BackupEvent event) {
        return event instanceof BackupVerified
                || event instanceof BackupUnpinned
                || event instanceof BackupProtected
                || event instanceof SuspicionAccepted
                || event instanceof BackupReleased
                || event instanceof PlanApproved;
    }
}
