package io.holdfast.scheduler.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What is known about why there was no backup, as one or two sentences for the person who is woken by it. */
final class Silence {

    private Silence() {}

    static String why(Slot.Open slot, Ledger ledger, Optional<Completion> late) {
        if (late.isPresent()) {
            Duration by = Duration.between(slot.deadline(), late.get().completedAt());
            return "The backup was completed " + words(by) + " after the deadline.";
        }
        Optional<Completion> early = ownBackup(slot, ledger);
        if (early.isPresent()) {
            return "Its backup began " + words(Duration.between(early.get().startedAt(), slot.at()))
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

    private static String requested(Slot.Requested slot, Ledger ledger) {
        Instant at = slot.requestedAt();
        String when = Duration.between(slot.at(), at).compareTo(LateSlots.STILL_ON_TIME) > 0
                ? "requested only at " + at + ", because the scheduler was not deciding when it was due"
                : "requested";
        return ledger.answerTo(slot).isPresent()
                ? "It was " + when + ", and accepted, but no backup was completed. See dump-service's queue and runs."
                : "It was " + when + ", but nobody has accepted it. Is dump-service running?";
    }

    private static Optional<Completion> ownBackup(Slot slot, Ledger ledger) {
        return ledger.completions().stream()
                .filter(completion -> completion.backup().equals(slot.id().backup()))
                .filter(completion -> completion.startedAt().isBefore(slot.at()))
                .findFirst();
    }

    /** {@code 1h5m}, {@code 12s}, {@code 0.4s}. */
    private static String words(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
