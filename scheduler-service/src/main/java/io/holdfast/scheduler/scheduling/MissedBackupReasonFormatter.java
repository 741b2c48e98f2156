package io.holdfast.scheduler.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Explains in one or two sentences why there was no backup, for the operator who receives the alert. */
final class MissedBackupReasonFormatter {

    private MissedBackupReasonFormatter() {}

    static String describe(ScheduledSlot.Open slot, ScheduleLedger ledger, Optional<CompletedBackup> late) {
        if (late.isPresent()) {
            Duration by = Duration.between(slot.deadline(), late.get().completedAt());
            return "The backup completed " + text(by) + " after the deadline.";
        }
        Optional<CompletedBackup> early = ownBackup(slot, ledger);
        if (early.isPresent()) {
            return "The backup started " + text(Duration.between(early.get().startedAt(), slot.at()))
                    + " before the slot. Compare the clocks of scheduler-service and dump-service ('holdfast doctor').";
        }
        return switch (slot) {
            case ScheduledSlot.Planned planned -> "The backup was not requested.";
            case ScheduledSlot.PassedOver passedOver ->
                "The backup was not requested: the scheduler was not running when the slot was due, and missed-runs did not select"
                        + " the slot.";
            case ScheduledSlot.Requested requested -> requested(requested, ledger);
            case ScheduledSlot.Failed failed -> "The request " + failed.how() + ", and no other backup completed.";
        };
    }

    private static String requested(ScheduledSlot.Requested slot, ScheduleLedger ledger) {
        Instant at = slot.requestedAt();
        String when = Duration.between(slot.at(), at).compareTo(CatchUpSlotSelector.STILL_ON_TIME) > 0
                ? "requested only at " + at + ", because the scheduler was not running when the slot was due"
                : "requested";
        return ledger.answerTo(slot).isPresent()
                ? "The backup was " + when
                        + ". dump-service accepted the request, but no backup completed. Check the queue and the"
                        + " runs of dump-service."
                : "The backup was " + when
                        + ", but dump-service has not accepted the request. Check that dump-service is running.";
    }

    private static Optional<CompletedBackup> ownBackup(ScheduledSlot slot, ScheduleLedger ledger) {
        return ledger.completions().stream()
                .filter(completion -> completion.backup().equals(slot.id().backup()))
                .filter(completion -> completion.startedAt().isBefore(slot.at()))
                .findFirst();
    }

    /** {@code 1h5m}, {@code 12s}, {@code 0.4s}. */
    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
