package io.holdfast.verify.kafka;

import io.holdfast.events.BackupCopyEvent;
import io.holdfast.events.BackupCopyEvent.BackupCopied;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorEvent;
import io.holdfast.events.PreRestoreBackupLabel;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RetentionEvent;
import io.holdfast.events.VerificationEvent;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.events.log.TransactionalInbox;
import io.holdfast.verify.postgres.DrillOutcomeRepository;
import io.holdfast.verify.postgres.DrillQueue;
import io.holdfast.verify.postgres.OperatorRequestHandler;
import io.holdfast.verify.postgres.VerdictRepository;
import io.holdfast.verify.postgres.VerifiableBackupRepository;
import io.holdfast.verify.postgres.VerificationQueue;
import io.holdfast.verify.postgres.VerifierSelfTestRepository;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes events about backups, and the events that this service has published itself. */
@ApplicationScoped
class BackupEventsConsumer {

    private final TransactionalInbox inbox;
    private final Outbox outbox;
    private final VerifiableBackupRepository backups;
    private final VerificationQueue queue;
    private final VerdictRepository verdictRepository;
    private final OperatorRequestHandler answers;
    private final DrillQueue drills;
    private final DrillOutcomeRepository drillOutcomeRepository;
    private final VerifierSelfTestRepository probes;

    BackupEventsConsumer(
            TransactionalInbox inbox,
            Outbox outbox,
            VerifiableBackupRepository backups,
            VerificationQueue queue,
            VerdictRepository verdictRepository,
            OperatorRequestHandler answers,
            DrillQueue drills,
            DrillOutcomeRepository drillOutcomeRepository,
            VerifierSelfTestRepository probes) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.backups = backups;
        this.queue = queue;
        this.verdictRepository = verdictRepository;
        this.answers = answers;
        this.drills = drills;
        this.drillOutcomeRepository = drillOutcomeRepository;
        this.probes = probes;
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
        switch (event) {
            case DumpEvent dump -> receive(dump, time);
            case RetentionEvent keeping -> receive(keeping, received.offset(), time);
            case VerificationEvent verification -> {
                verdictRepository.replay(verification, time);
                if (verification instanceof VerificationEvent.VerifierProbed probed) {
                    probes.replay(probed, time);
                }
                replayAnswer(received, verification instanceof VerificationEvent.SuspicionAccepted);
            }
            case OperatorEvent oversight -> replayAnswer(received, oversight instanceof OperatorEvent.RequestRejected);
            case BackupCopyEvent copying -> receive(copying, time);
            case DrillEvent drill -> drillOutcomeRepository.replay(drill, time);
            case RestoreEvent restore -> {
                // A restore checks only its own target.
            }
        }
    }

    private void receive(DumpEvent event, Instant time) {
        switch (event) {
            case BackupCompleted completed -> {
                backups.add(
                        completed.backup(),
                        completed.database(),
                        completed.kind(),
                        completed.startedAt(),
                        completed.copies(),
                        Optional.of(completed.clientVersion()),
                        PreRestoreBackupLabel.marks(completed.request(), completed.label()),
                        time);
                planFirst(completed.backup(), time);
            }
            case BackupImported imported -> {
                backups.add(
                        imported.backup(),
                        imported.database(),
                        imported.kind(),
                        imported.startedAt(),
                        imported.copies(),
                        Optional.empty(),
                        PreRestoreBackupLabel.marks(null, imported.label()),
                        time);
                planFirst(imported.backup(), time);
            }
            case DumpEvent.BackupAccepted accepted -> {}
            case DumpEvent.BackupRejected rejected -> {}
            case DumpEvent.BackupStarted started -> {}
            case DumpEvent.BackupFailed failed -> {}
            case DumpEvent.BackupCancelled cancelled -> {}
            case DumpEvent.BackupMissed missed -> {}
        }
    }

    private void planFirst(BackupId backup, Instant time) {
        queue.plan(NameBasedUuid.of("verification", backup.toString()), backup, "completed", time);
    }

    private void receive(RetentionEvent event, long offset, Instant time) {
        switch (event) {
            case RetentionEvent.BackupPinned pinned -> {
                queue.pinHeard(pinned.pin(), offset);
                drills.pinHeard(pinned.pin(), offset);
            }
            case RetentionEvent.BackupExpiring expiring ->
                backups.expiring(expiring.backup(), expiring.copy(), expiring.intent(), offset);
            case RetentionEvent.BackupReinstated reinstated -> {
                backups.reinstated(reinstated.backup(), reinstated.intent());
                queue.planWhereCalledOff(reinstated.backup(), reinstated.intent(), time);
            }
            case RetentionEvent.CopyExpired expired -> backups.copyExpired(expired.backup(), expired.copy());
            case RetentionEvent.BackupExpired expired -> backups.expired(expired.backup());
            case RetentionEvent.BackupUnpinned unpinned -> {}
            case RetentionEvent.BackupHeld held -> {}
            case RetentionEvent.BackupReleased released -> {}
            case RetentionEvent.BackupPromoted promoted -> {}
        }
    }

    /** Schedules an early check of a new or moved copy, see {@code CopyCheckScheduler}. */
    private void receive(BackupCopyEvent event, Instant time) {
        switch (event) {
            case BackupCopied copied -> backups.addCopy(copied.backup(), copied.copy(), time);
            case BackupCopyEvent.CopyArchived archived -> backups.addCopy(archived.backup(), archived.copy(), time);
            case BackupCopyEvent.CopyFailed failed -> {}
            case BackupCopyEvent.CopyLocked locked -> {}
            case BackupCopyEvent.BackupProtected complete -> {}
            case BackupCopyEvent.LockMissing missing -> {}
        }
    }

    private void replayAnswer(ReceivedMessage received, boolean isAnswer) {
        if (isAnswer && received.envelope().source().equals(outbox.source())) {
            answers.received(UUID.fromString(received.envelope().id()));
        }
    }
}
