package io.holdfast.restore.kafka;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.CopyEvent;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.KeepingEvent;
import io.holdfast.events.OversightEvent;
import io.holdfast.events.PreRestoreLabel;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.VerificationEvent;
import io.holdfast.events.log.Heard;
import io.holdfast.events.log.Intake;
import io.holdfast.events.log.Outbox;
import io.holdfast.restore.postgres.Answers;
import io.holdfast.restore.postgres.BackupBooks;
import io.holdfast.restore.postgres.DurationBooks;
import io.holdfast.restore.postgres.Recalled;
import io.holdfast.restore.postgres.RestoreQueue;
import io.holdfast.restore.postgres.Safeguards;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears which backups there are, how far they can be trusted, and what this service itself has said. */
@ApplicationScoped
class BackupEventsConsumer {

    private final Intake intake;
    private final Outbox outbox;
    private final BackupBooks backups;
    private final TrustHeard trust;
    private final DurationBooks durations;
    private final RestoreQueue queue;
    private final Safeguards safeguards;
    private final Recalled recalled;
    private final Answers answers;

    BackupEventsConsumer(
            Intake intake,
            Outbox outbox,
            BackupBooks backups,
            TrustHeard trust,
            DurationBooks durations,
            RestoreQueue queue,
            Safeguards safeguards,
            Recalled recalled,
            Answers answers) {
        this.intake = intake;
        this.outbox = outbox;
        this.backups = backups;
        this.trust = trust;
        this.durations = durations;
        this.queue = queue;
        this.safeguards = safeguards;
        this.recalled = recalled;
        this.answers = answers;
    }

    @Incoming("backup-events")
    @Blocking
    void hear(ConsumerRecord<byte[], byte[]> record) {
        intake.take(record, this::hear);
    }

    private void hear(Heard heard) {
        if (!(heard.message() instanceof BackupEvent event)) {
            return;
        }
        Instant time = heard.envelope().time();
        boolean ours = heard.envelope().source().equals(outbox.source());
        switch (event) {
            case DumpEvent dump -> hear(dump);
            case KeepingEvent keeping -> hear(keeping, heard.offset());
            case VerificationEvent verification -> trust.hear(verification, time);
            case CopyEvent copying -> hear(copying);
            case DrillEvent drill -> hear(drill, time);
            case RestoreEvent restore -> recalled.hear(restore, time);
            case OversightEvent oversight -> {
                if (ours && oversight instanceof OversightEvent.RequestRejected) {
                    answers.heard(UUID.fromString(heard.envelope().id()));
                }
            }
        }
    }

    private void hear(DumpEvent event) {
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
                        PreRestoreLabel.marks(completed.request(), completed.label()));
            case DumpEvent.BackupImported imported ->
                backups.add(
                        imported.backup(),
                        imported.database(),
                        imported.kind(),
                        imported.startedAt(),
                        imported.copies(),
                        null,
                        null,
                        PreRestoreLabel.marks(null, imported.label()));
            case DumpEvent.BackupFailed failed -> {
                if (failed.isFinal()) {
                    safeguards.missed(failed.backup(), "it failed");
                }
            }
            case DumpEvent.BackupRejected rejected -> safeguards.missed(rejected.backup(), "it was rejected");
            case DumpEvent.BackupCancelled cancelled -> safeguards.missed(cancelled.backup(), "it was cancelled");
            case DumpEvent.BackupAccepted accepted -> {}
            case DumpEvent.BackupStarted started -> {}
            case DumpEvent.BackupMissed missed -> {}
        }
    }

    private void hear(KeepingEvent event, long offset) {
        switch (event) {
            case KeepingEvent.BackupPinned pinned -> queue.pinHeard(pinned.pin(), offset);
            case KeepingEvent.BackupExpiring expiring ->
                backups.expiring(expiring.backup(), expiring.copy(), expiring.intent(), offset);
            case KeepingEvent.BackupReinstated reinstated ->
                backups.reinstated(reinstated.backup(), reinstated.intent());
            case KeepingEvent.CopyExpired expired -> backups.copyExpired(expired.backup(), expired.copy());
            case KeepingEvent.BackupExpired expired -> backups.expired(expired.backup());
            case KeepingEvent.BackupHeld held -> backups.held(held.backup(), true);
            case KeepingEvent.BackupReleased released -> backups.held(released.backup(), false);
            case KeepingEvent.BackupUnpinned unpinned -> {}
            case KeepingEvent.BackupPromoted promoted -> {}
        }
    }

    private void hear(CopyEvent event) {
        switch (event) {
            case CopyEvent.BackupCopied copied -> backups.addCopy(copied.backup(), copied.copy(), null);
            case CopyEvent.CopyArchived archived ->
                backups.addCopy(archived.backup(), archived.copy(), archived.storageClass());
            case CopyEvent.CopyFailed failed -> {}
            case CopyEvent.CopyLocked locked -> {}
            case CopyEvent.BackupProtected complete -> {}
            case CopyEvent.LockMissing missing -> {}
        }
    }

    private void hear(DrillEvent event, Instant time) {
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
