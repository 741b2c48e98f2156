package io.holdfast.cli.await;

import io.holdfast.events.BackupCopyEvent;
import io.holdfast.events.BackupCopyEvent.BackupProtected;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCancelled;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.DumpEvent.BackupMissed;
import io.holdfast.events.DumpEvent.BackupRejected;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.OperatorEvent;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RetentionEvent;
import io.holdfast.events.VerificationEvent;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.VerificationEvent.VerificationInconclusive;
import io.holdfast.events.VerificationEvent.VerifierProbed;
import java.util.Optional;

/** Follows the events of one backup until it reaches a goal or can no longer reach it. */
public final class BackupOutcomeWatcher {

    private final BackupId backup;
    private final BackupWaitGoal goal;
    private Optional<BackupCompleted> completed = Optional.empty();
    private Optional<BackupVerified> verified = Optional.empty();

    public BackupOutcomeWatcher(BackupId backup, BackupWaitGoal goal) {
        this.backup = backup;
        this.goal = goal;
    }

    public BackupId backup() {
        return backup;
    }

    /** The completion event; empty until it was read. */
    public Optional<BackupCompleted> completed() {
        return completed;
    }

    /** The verification event; empty until it was read. */
    public Optional<BackupVerified> verified() {
        return verified;
    }

    /** Whether the event is about this backup. */
    public boolean concerns(BackupEvent event) {
        return EventBackupIdExtractor.backupOf(event).filter(backup::equals).isPresent();
    }

    /** The result, if this event decides it. Events of other backups are ignored. */
    public Optional<BackupWaitResult> onEvent(BackupEvent event) {
        if (!concerns(event)) {
            return Optional.empty();
        }
        return switch (event) {
            case DumpEvent dump -> dumped(dump);
            case VerificationEvent verification -> examined(verification);
            case RetentionEvent ignored -> Optional.empty();
            case BackupCopyEvent copying ->
                copying instanceof BackupProtected ? Optional.of(new BackupWaitResult.Reached(goal)) : Optional.empty();
            case DrillEvent ignored -> Optional.empty();
            case RestoreEvent ignored -> Optional.empty();
            case OperatorEvent ignored -> Optional.empty();
        };
    }

    private Optional<BackupWaitResult> dumped(DumpEvent event) {
        return switch (event) {
            case BackupAccepted ignored -> Optional.empty();
            case BackupStarted ignored -> Optional.empty();
            case BackupMissed ignored -> Optional.empty();
            case BackupImported ignored -> Optional.empty();
            case BackupRejected e -> Optional.of(new BackupWaitResult.Rejected(e.reason(), e.message()));
            case BackupCancelled e -> Optional.of(new BackupWaitResult.Cancelled(e.by(), e.reason()));
            case BackupFailed e ->
                e.isFinal() ? Optional.of(new BackupWaitResult.Failed(e.failure(), e.message())) : Optional.empty();
            case BackupCompleted e -> {
                completed = Optional.of(e);
                yield goal == BackupWaitGoal.COMPLETED
                        ? Optional.of(new BackupWaitResult.Reached(goal))
                        : Optional.empty();
            }
        };
    }

    private Optional<BackupWaitResult> examined(VerificationEvent event) {
        return switch (event) {
            case BackupVerified e -> {
                verified = Optional.of(e);
                yield goal == BackupWaitGoal.PROTECTED
                        ? Optional.empty()
                        : Optional.of(new BackupWaitResult.Reached(goal));
            }
            case BackupSuspected e -> Optional.of(new BackupWaitResult.Suspected(e.findings()));
            case BackupCondemned e -> Optional.of(new BackupWaitResult.Condemned(e.evidence()));
            case VerificationInconclusive e -> Optional.of(new BackupWaitResult.Inconclusive(e.message(), e.retryAt()));
            case SuspicionAccepted ignored -> Optional.empty();
            case CopyCondemned ignored -> Optional.empty();
            case VerifierProbed ignored -> Optional.empty();
        };
    }
}
