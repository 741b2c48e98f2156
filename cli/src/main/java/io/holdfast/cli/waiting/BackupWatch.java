package io.holdfast.cli.waiting;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.CopyEvent;
import io.holdfast.events.CopyEvent.BackupProtected;
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
import io.holdfast.events.KeepingEvent;
import io.holdfast.events.OversightEvent;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.VerificationEvent;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.VerificationEvent.VerificationInconclusive;
import io.holdfast.events.VerificationEvent.VerifierProbed;
import java.util.Optional;

/** Follows one backup until it reaches a goal or cannot reach it any more. */
public final class BackupWatch {

    private final BackupId backup;
    private final Goal goal;
    private Optional<BackupCompleted> completed = Optional.empty();
    private Optional<BackupVerified> verified = Optional.empty();

    public BackupWatch(BackupId backup, Goal goal) {
        this.backup = backup;
        this.goal = goal;
    }

    public BackupId backup() {
        return backup;
    }

    /** The completion, once it was heard. */
    public Optional<BackupCompleted> completed() {
        return completed;
    }

    /** The verification, once it was heard. */
    public Optional<BackupVerified> verified() {
        return verified;
    }

    /** Whether the event is about this backup. */
    public boolean concerns(BackupEvent event) {
        return Subjects.backupOf(event).filter(backup::equals).isPresent();
    }

    /** The outcome, if this event decides it. Events of other backups decide nothing. */
    public Optional<Outcome> hear(BackupEvent event) {
        if (!concerns(event)) {
            return Optional.empty();
        }
        return switch (event) {
            case DumpEvent dump -> dumped(dump);
            case VerificationEvent verification -> examined(verification);
            case KeepingEvent ignored -> Optional.empty();
            case CopyEvent copying ->
                copying instanceof BackupProtected ? Optional.of(new Outcome.Reached(goal)) : Optional.empty();
            case DrillEvent ignored -> Optional.empty();
            case RestoreEvent ignored -> Optional.empty();
            case OversightEvent ignored -> Optional.empty();
        };
    }

    private Optional<Outcome> dumped(DumpEvent event) {
        return switch (event) {
            case BackupAccepted ignored -> Optional.empty();
            case BackupStarted ignored -> Optional.empty();
            case BackupMissed ignored -> Optional.empty();
            case BackupImported ignored -> Optional.empty();
            case BackupRejected e -> Optional.of(new Outcome.Rejected(e.reason(), e.message()));
            case BackupCancelled e -> Optional.of(new Outcome.Cancelled(e.by(), e.reason()));
            case BackupFailed e ->
                e.isFinal() ? Optional.of(new Outcome.Failed(e.failure(), e.message())) : Optional.empty();
            case BackupCompleted e -> {
                completed = Optional.of(e);
                yield goal == Goal.COMPLETED ? Optional.of(new Outcome.Reached(goal)) : Optional.empty();
            }
        };
    }

    private Optional<Outcome> examined(VerificationEvent event) {
        return switch (event) {
            case BackupVerified e -> {
                verified = Optional.of(e);
                yield goal == Goal.PROTECTED ? Optional.empty() : Optional.of(new Outcome.Reached(goal));
            }
            case BackupSuspected e -> Optional.of(new Outcome.Suspected(e.findings()));
            case BackupCondemned e -> Optional.of(new Outcome.Condemned(e.evidence()));
            case VerificationInconclusive e -> Optional.of(new Outcome.Inconclusive(e.message(), e.retryAt()));
            case SuspicionAccepted ignored -> Optional.empty();
            case CopyCondemned ignored -> Optional.empty();
            case VerifierProbed ignored -> Optional.empty();
        };
    }
}
