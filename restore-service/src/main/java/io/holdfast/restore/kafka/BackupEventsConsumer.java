package io.holdfast.restore.kafka;

import io.holdfast.events.BackupCopyEvent;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.OperatorEvent;
import io.holdfast.events.PreRestoreBackupLabel;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RetentionEvent;
import io.holdfast.events.VerificationEvent;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.events.log.TransactionalInbox;
import io.holdfast.restore.postgres.PreRestoreBackupGate;
import io.holdfast.restore.postgres.RestorableBackupRepository;
import io.holdfast.restore.postgres.RestoreDurationRepository;
import io.holdfast.restore.postgres.RestoreEventReplay;
import io.holdfast.restore.postgres.RestoreQueue;
import io.holdfast.restore.postgres.RestoreRequestRejector;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes events about backups and their trust status, and the events that this service has published itself. */
@ApplicationScoped
class BackupEventsConsumer {

    private final TransactionalInbox inbox;
    private final Outbox outbox;
    private final RestorableBackupRepository backups;
    private final VerificationEventProjection trust;
    private final RestoreDurationRepository durations;
    private final RestoreQueue queue;
    private final PreRestoreBackupGate preRestoreBackups;
    private final RestoreEventReplay restoreEventReplay;
    private final RestoreRequestRejector restoreRequestRejections;

    BackupEventsConsumer(
            TransactionalInbox inbox,
            Outbox outbox,
            RestorableBackupRepository backups,
            VerificationEventProjection trust,
            RestoreDurationRepository durations,
            RestoreQueue queue,
            PreRestoreBackupGate preRestoreBackups,
            RestoreEventReplay restoreEventReplay,
            RestoreRequestRejector restoreRequestRejections) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.backups = backups;
        this.trust = trust;
        this.durations = durations;
        this.queue = queue;
        this.preRestoreBackups = preRestoreBackups;
        this.restoreEventReplay = restoreEventReplay;
        this.restoreRequestRejections = restoreRequestRejections;
    }

    @Incoming("backup-events")
    @Blocking
    void receive(ConsumerRecord<byte[], byte[]> record) {
        inbox.take(record, this::receive);
    }

    private void receive(ReceivedMessage received) {
        if (!(received.message() instanceof BackupEvent event)) {
            return;
        }
        Instant time = received.envelope().time();
        boolean ours = received.envelope().source().equals(outbox.source());
        switch (event) {
            case DumpEvent dump -> receive(dump);
            case RetentionEvent keeping -> receive(keeping, received.offset());
            case VerificationEvent verification -> trust.apply(verification, time);
            case BackupCopyEvent copying -> receive(copying);
            case DrillEvent drill -> receive(drill, time);
            case RestoreEvent restore -> restoreEventReplay.replay(restore, time);
            case OperatorEvent oversight -> {
                if (ours && oversight instanceof OperatorEvent.RequestRejected) {
                    restoreRequestRejections.received(
                            UUID.fromString(received.envelope().id()));
                }
            }
        }
    }

    private void receive(DumpEvent event) {
        switch (event) {
            case DumpEvent.BackupCompleted completed ->
                backups.add(
                        completed.backup(),
                        completed.database(),
                        completed.kind(),
                        completed.startedAt(),
                        completed.copies(),
                        completed.clientVersion(),
                        completed.serverVersion(),
                        PreRestoreBackupLabel.marks(completed.request(), completed.label()));
            case DumpEvent.BackupImported imported ->
                backups.add(
                        imported.backup(),
                        imported.database(),
                        imported.kind(),
                        imported.startedAt(),
                        imported.copies(),
                        null,
                        null,
                        PreRestoreBackupLabel.marks(null, imported.label()));
            case DumpEvent.BackupFailed failed -> {
                if (failed.isFinal()) {
                    preRestoreBackups.missed(failed.backup(), "the backup failed");
                }
            }
            case DumpEvent.BackupRejected rejected ->
                preRestoreBackups.missed(rejected.backup(), "the backup was rejected");
            case DumpEvent.BackupCancelled cancelled ->
                preRestoreBackups.missed(cancelled.backup(), "the backup was cancelled");
            case DumpEvent.BackupAccepted accepted -> {}
            case DumpEvent.BackupStarted started -> {}
            case DumpEvent.BackupMissed missed -> {}
        }
    }

    private void receive(RetentionEvent event, long offset) {
        switch (event) {
            case RetentionEvent.BackupPinned pinned -> queue.pinHeard(pinned.pin(), offset);
            case RetentionEvent.BackupExpiring expiring ->
                backups.expiring(expiring.backup(), expiring.copy(), expiring.intent(), offset);
            case RetentionEvent.BackupReinstated reinstated ->
                backups.reinstated(reinstated.backup(), reinstated.intent());
            case RetentionEvent.CopyExpired expired -> backups.copyExpired(expired.backup(), expired.copy());
            case RetentionEvent.BackupExpired expired -> backups.expired(expired.backup());
            case RetentionEvent.BackupHeld held -> backups.held(held.backup(), true);
            case RetentionEvent.BackupReleased released -> backups.held(released.backup(), false);
            case RetentionEvent.BackupUnpinned unpinned -> {}
            case RetentionEvent.BackupPromoted promoted -> {}
        }
    }

    private void receive(BackupCopyEvent event) {
        switch (event) {
            case BackupCopyEvent.BackupCopied copied -> backups.addCopy(copied.backup(), copied.copy(), null);
            case BackupCopyEvent.CopyArchived archived ->
                backups.addCopy(archived.backup(), archived.copy(), archived.storageClass());
            case BackupCopyEvent.CopyFailed failed -> {}
            case BackupCopyEvent.CopyLocked locked -> {}
            case BackupCopyEvent.BackupProtected complete -> {}
            case BackupCopyEvent.LockMissing missing -> {}
        }
    }

    private void receive(DrillEvent event, Instant time) {
        switch (event) {
            case DrillEvent.DrillCompleted drill -> {
                backups.reached(drill.backup(), drill.level(), time);
                durations.add(
                        drill.drill(), drill.database(), drill.backup(), "drill", time, drill.took(), drill.report());
            }
            case DrillEvent.DrillStarted started -> {}
            case DrillEvent.DrillFailed failed -> {}
            case DrillEvent.DrillImpossible impossible -> {}
            case DrillEvent.DrillOverdue overdue -> {}
        }
    }
}
