package io.holdfast.notify.notifying;

import io.holdfast.events.BackupCopyEvent;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.OperatorEvent;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RetentionEvent;
import io.holdfast.events.VerificationEvent;
import io.holdfast.settings.sink.EventSelectionValidator;

/** Categories of events, as subscriptions use them. Each event belongs to exactly one category. */
public enum EventCategory {
    /** The event requires attention, and usually an action. */
    PROBLEM(EventSelectionValidator.PROBLEMS),
    /** An operation completed successfully. */
    COMPLETION(EventSelectionValidator.COMPLETIONS),
    /** All other events: the progress of operations. */
    COURSE(EventSelectionValidator.COURSE);

    private final String word;

    EventCategory(String word) {
        this.word = word;
    }

    /** Returns the name of the category in the settings of a sink. */
    public String label() {
        return word;
    }

    /** A failure is a problem only if it is not retried. */
    public static EventCategory of(BackupEvent event) {
        return switch (event) {
            case DumpEvent e -> of(e);
            case VerificationEvent e -> of(e);
            case BackupCopyEvent e -> of(e);
            case DrillEvent e -> of(e);
            case RestoreEvent e -> of(e);
            case OperatorEvent e -> of(e);
            case RetentionEvent ignored -> COURSE;
        };
    }

    private static EventCategory of(DumpEvent event) {
        return switch (event) {
            case DumpEvent.BackupFailed e -> e.isFinal() ? PROBLEM : COURSE;
            case DumpEvent.BackupMissed ignored -> PROBLEM;
            case DumpEvent.BackupCompleted ignored -> COMPLETION;
            case DumpEvent.BackupImported ignored -> COMPLETION;
            // The requester gets this event as the reply. If the backup was scheduled, a BackupMissed follows.
            case DumpEvent.BackupRejected ignored -> COURSE;
            case DumpEvent.BackupAccepted ignored -> COURSE;
            case DumpEvent.BackupStarted ignored -> COURSE;
            case DumpEvent.BackupCancelled ignored -> COURSE;
        };
    }

    private static EventCategory of(VerificationEvent event) {
        return switch (event) {
            case VerificationEvent.BackupSuspected ignored -> PROBLEM;
            case VerificationEvent.BackupCondemned ignored -> PROBLEM;
            case VerificationEvent.CopyCondemned ignored -> PROBLEM;
            case VerificationEvent.VerificationInconclusive e ->
                e.retryAt() == null || e.workerDeaths() != null ? PROBLEM : COURSE;
            case VerificationEvent.VerifierProbed e -> e.noticed() ? COURSE : PROBLEM;
            case VerificationEvent.BackupVerified ignored -> COMPLETION;
            case VerificationEvent.SuspicionAccepted ignored -> COURSE;
        };
    }

    private static EventCategory of(BackupCopyEvent event) {
        return switch (event) {
            case BackupCopyEvent.CopyFailed e -> e.retryAt() == null ? PROBLEM : COURSE;
            case BackupCopyEvent.LockMissing ignored -> PROBLEM;
            case BackupCopyEvent.BackupProtected ignored -> COMPLETION;
            case BackupCopyEvent.BackupCopied ignored -> COURSE;
            case BackupCopyEvent.CopyArchived ignored -> COURSE;
            case BackupCopyEvent.CopyLocked ignored -> COURSE;
        };
    }

    private static EventCategory of(DrillEvent event) {
        return switch (event) {
            case DrillEvent.DrillFailed ignored -> PROBLEM;
            case DrillEvent.DrillOverdue ignored -> PROBLEM;
            case DrillEvent.DrillImpossible ignored -> PROBLEM;
            case DrillEvent.DrillCompleted e ->
                e.objective() != null && e.took().compareTo(e.objective()) > 0 ? PROBLEM : COMPLETION;
            case DrillEvent.DrillStarted ignored -> COURSE;
        };
    }

    private static EventCategory of(RestoreEvent event) {
        return switch (event) {
            case RestoreEvent.RestoreFailed ignored -> PROBLEM;
            case RestoreEvent.RestoreCompleted done -> done.notRestored() == null ? COMPLETION : PROBLEM;
            case RestoreEvent.RestorePlanned ignored -> COURSE;
            case RestoreEvent.RestoreStarted ignored -> COURSE;
            case RestoreEvent.RestoreReverted ignored -> COURSE;
            case RestoreEvent.KeptDropped ignored -> COURSE;
        };
    }

    private static EventCategory of(OperatorEvent event) {
        return switch (event) {
            case OperatorEvent.ExpiryWithheld ignored -> PROBLEM;
            case OperatorEvent.CatalogueDiverged ignored -> PROBLEM;
            case OperatorEvent.RequestRejected ignored -> COURSE;
            case OperatorEvent.PlanApproved ignored -> COURSE;
            case OperatorEvent.CatalogueRebuilt ignored -> COURSE;
            case OperatorEvent.EvidenceSigned ignored -> COURSE;
        };
    }
}
