package io.holdfast.verify.kafka;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.CopyEvent;
import io.holdfast.events.CopyEvent.BackupCopied;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.KeepingEvent;
import io.holdfast.events.NameBasedId;
import io.holdfast.events.OversightEvent;
import io.holdfast.events.PreRestoreLabel;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.VerificationEvent;
import io.holdfast.events.log.Heard;
import io.holdfast.events.log.Intake;
import io.holdfast.events.log.Outbox;
import io.holdfast.verify.postgres.BackupBooks;
import io.holdfast.verify.postgres.DrillEndings;
import io.holdfast.verify.postgres.DrillQueue;
import io.holdfast.verify.postgres.OperatorAnswers;
import io.holdfast.verify.postgres.ProbeBooks;
import io.holdfast.verify.postgres.Verdicts;
import io.holdfast.verify.postgres.VerificationQueue;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears which backups there are, what became of them, and what this service itself has said. */
@ApplicationScoped
class BackupEventsConsumer {

    private final Intake intake;
    private final Outbox outbox;
    private final BackupBooks backups;
    private final VerificationQueue queue;
    private final Verdicts verdicts;
    private final OperatorAnswers answers;
    private final DrillQueue drills;
    private final DrillEndings drillEndings;
    private final ProbeBooks probes;

    BackupEventsConsumer(
            Intake intake,
            Outbox outbox,
            BackupBooks backups,
            VerificationQueue queue,
            Verdicts verdicts,
            OperatorAnswers answers,
            DrillQueue drills,
            DrillEndings drillEndings,
            ProbeBooks probes) {
        this.intake = intake;
        this.outbox = outbox;
        this.backups = backups;
        this.queue = queue;
        this.verdicts = verdicts;
        this.answers = answers;
        this.drills = drills;
        this.drillEndings = drillEndings;
        this.probes = probes;
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
        switch (event) {
            case DumpEvent dump -> hear(dump, time);
            case KeepingEvent keeping -> hear(keeping, heard.offset(), time);
            case VerificationEvent verification -> {
                verdicts.recall(verification, time);
                if (verification instanceof VerificationEvent.VerifierProbed probed) {
                    probes.recall(probed, time);
                }
                recallAnswer(heard, verification instanceof VerificationEvent.SuspicionAccepted);
            }
            case OversightEvent oversight -> recallAnswer(heard, oversight instanceof OversightEvent.RequestRejected);
            case CopyEvent copying -> hear(copying, time);
            case DrillEvent drill -> drillEndings.recall(drill, time);
            case RestoreEvent restore -> {
                // A restore proves its target, and not another one.
            }
        }
    }

    private void hear(DumpEvent event, Instant time) {
        switch (event) {
            case BackupCompleted completed -> {
                backups.add(
                        completed.backup(),
                        completed.database(),
                        completed.kind(),
                        completed.startedAt(),
                        completed.copies(),
                        Optional.of(completed.clientVersion()),
                        PreRestoreLabel.marks(completed.request(), completed.label()),
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
                        PreRestoreLabel.marks(null, imported.label()),
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
        queue.plan(NameBasedId.of("verification", backup.toString()), backup, "completed", time);
    }

    private void hear(KeepingEvent event, long offset, Instant time) {
        switch (event) {
            case KeepingEvent.BackupPinned pinned -> {
                queue.pinHeard(pinned.pin(), offset);
                drills.pinHeard(pinned.pin(), offset);
            }
            case KeepingEvent.BackupExpiring expiring ->
                backups.expiring(expiring.backup(), expiring.copy(), expiring.intent(), offset);
            case KeepingEvent.BackupReinstated reinstated -> {
                backups.reinstated(reinstated.backup(), reinstated.intent());
                queue.planWhereCalledOff(reinstated.backup(), reinstated.intent(), time);
            }
            case KeepingEvent.CopyExpired expired -> backups.copyExpired(expired.backup(), expired.copy());
            case KeepingEvent.BackupExpired expired -> backups.expired(expired.backup());
            case KeepingEvent.BackupUnpinned unpinned -> {}
            case KeepingEvent.BackupHeld held -> {}
            case KeepingEvent.BackupReleased released -> {}
            case KeepingEvent.BackupPromoted promoted -> {}
        }
    }

    /** A copy that is new, or lies elsewhere now, is looked at soon: see {@code CopyLooks}. */
    private void hear(CopyEvent event, Instant time) {
        switch (event) {
            case BackupCopied copied -> backups.addCopy(copied.backup(), copied.copy(), time);
            case CopyEvent.CopyArchived archived -> backups.addCopy(archived.backup(), archived.copy(), time);
            case CopyEvent.CopyFailed failed -> {}
            case CopyEvent.CopyLocked locked -> {}
            case CopyEvent.BackupProtected complete -> {}
            case CopyEvent.LockMissing missing -> {}
        }
    }

    private void recallAnswer(Heard heard, boolean isAnswer) {
        if (isAnswer && heard.envelope().source().equals(outbox.source())) {
            answers.heard(UUID.fromString(heard.envelope().id()));
        }
    }
}
