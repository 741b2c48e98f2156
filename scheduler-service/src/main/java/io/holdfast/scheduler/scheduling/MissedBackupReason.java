package io.holdfast.scheduler.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What is known about why there was no backup, as one or two sentences for the person who is woken by it. */
final class MissedBackupReason {

    private MissedBackupReason() {}

    static String describe(Slot.Open slot, ScheduleLedger ledger, Optional<CompletedBackup> late) {
        if (late.isPresent()) {
            Duration by = Duration.between(slot.deadline(), late.get().completedAt());
            return "The backup was completed " + text(by) + " after the deadline.";
        }
        Optional<CompletedBackup> early = ownBackup(slot, ledger);
        if (early.isPresent()) {
            return "Its backup began " + text(Duration.between(early.get().startedAt(), slot.at()))
                    + " before the slot. Compare the clocks of scheduler-service and dump-service (doctor).";
        }
        return switch (slot) {
            case Slot.Planned planned -> "It was not requested.";
            case Slot.PassedOver passedOver ->
                "It was not requested: the scheduler was not deciding when it was due, and missed-runs did not choose it.";
            case Slot.Requested requested -> requested(requested, ledger);
            case Slot.Failed failed -> "Its request " + failed.how() + ", and no other backup was completed.";
        };
    }

    private static String requested(Slot.Requested slot, ScheduleLedger ledger) {
        Instant at = slot.requestedAt();
        String when = Duration.between(slot.at(), at).compareTo(SlotsToMakeUp.STILL_ON_TIME) > 0
                ? "requested only at " + at + ", because the scheduler was not deciding when it was due"
                : "requested";
        return ledger.answerTo(slot).isPresent()
                ? "It was " + when + ", and accepted, but no backup was completed. See dump-service's queue and runs."
                : "It was " + when + ", but nobody has accepted it. Is dump-service running?";
    }

    private static Optional<CompletedBackup> ownBackup(Slot slot, ScheduleLedger ledger) {
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
