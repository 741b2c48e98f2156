package io.holdfast.retention.kafka;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.CopyEvent.BackupProtected;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.KeepingEvent.BackupReinstated;
import io.holdfast.events.KeepingEvent.BackupReleased;
import io.holdfast.events.KeepingEvent.BackupUnpinned;
import io.holdfast.events.OversightEvent.PlanApproved;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.log.Heard;
import io.holdfast.events.log.Intake;
import io.holdfast.retention.expiring.Backup;
import io.holdfast.retention.expiring.Bookkeeping;
import io.holdfast.retention.postgres.History;
import io.holdfast.retention.postgres.JdbcRemembered;
import io.holdfast.retention.schedule.CopyMayBeMissing;
import io.holdfast.retention.schedule.Due;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Writes every fact into the books. */
@ApplicationScoped
class BackupEventsConsumer {

    private final Intake intake;
    private final Bookkeeping bookkeeping;
    private final History history;
    private final Due due;
    private final BrokerClock brokerClock;
    private final JdbcRemembered remembered;
    private final Event<CopyMayBeMissing> copies;

    BackupEventsConsumer(
            Intake intake,
            Bookkeeping bookkeeping,
            History history,
            Due due,
            BrokerClock brokerClock,
            JdbcRemembered remembered,
            Event<CopyMayBeMissing> copies) {
        this.intake = intake;
        this.bookkeeping = bookkeeping;
        this.history = history;
        this.due = due;
        this.brokerClock = brokerClock;
        this.remembered = remembered;
        this.copies = copies;
    }

    /** What follows from an event is looked after when it is in the books: whoever looks earlier sees nothing to do. */
    @Incoming("backup-events")
    @Blocking
    void hear(ConsumerRecord<byte[], byte[]> record) {
        Set<BackupEvent> written = new HashSet<>();
        intake.take(record, heard -> {
            hear(heard);
            if (heard.message() instanceof BackupEvent event) {
                written.add(event);
            }
        });
        written.stream().filter(BackupEventsConsumer::mayLetSomethingGo).forEach(event -> due.add(event.database()));
    }

    private void hear(Heard heard) {
        brokerClock.heard(heard);
        if (heard.message() instanceof BackupEvent event) {
            Optional<Backup> page = bookkeeping.hear(event, heard.envelope().time(), heard.brokerTime());
            page.ifPresent(backup -> {
                history.add(backup.id(), heard.envelope());
                remembered.touch(backup.id());
            });
            if (mayLackACopy(event)) {
                copies.fire(new CopyMayBeMissing(event.database()));
            }
        }
    }

    private static boolean mayLackACopy(BackupEvent event) {
        return event instanceof BackupCompleted
                || event instanceof BackupImported
                || event instanceof BackupReinstated
                || event instanceof CopyCondemned
                || event instanceof BackupVerified;
    }

    private static boolean mayLetSomethingGo(BackupEvent event) {
        return event instanceof BackupVerified
                || event instanceof BackupUnpinned
                || event instanceof BackupProtected
                || event instanceof SuspicionAccepted
                || event instanceof BackupReleased
                || event instanceof PlanApproved;
    }
}
