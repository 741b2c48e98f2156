package io.holdfast.scheduler.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is written down about one schedule, as far as decisions need it.
 *
 * @param known how the schedule was when it was planned last; empty where it is new, or back after it was taken away
 * @param newestHeard the newest slot of a schedule that the log mentions and the catalogue has forgotten
 * @param open those that are due, ascending
 * @param missed announced and not made up for, ascending
 * @param early unsettled and decided on, though they are due only after {@link #FAR_AHEAD}
 * @param completions of this database and kind; at least those since a day before the oldest open or missed slot
 * @param answers to own requests, by slot
 */
public record ScheduleLedger(
        Optional<Known> known,
        Optional<Instant> newestHeard,
        List<Slot.Open> open,
        List<Slot.Missed> missed,
        List<Slot.Unsettled> early,
        List<CompletedBackup> completions,
        Map<SlotId, SlotRequestState> answers) {

    /** Further ahead than the clocks of replicas may be apart. */
    public static final Duration FAR_AHEAD = Duration.ofMinutes(5);

    private static final Comparator<CompletedBackup> EARLIEST = Comparator.comparing(CompletedBackup::completedAt);

    /**
     * @param definition of which the slots were planned
     * @param plannedUntil every slot after the schedule became known and up to here, inclusive, stands in the ledger
     */
    public record Known(String definition, Instant plannedUntil) {}

    public ScheduleLedger {
        open = List.copyOf(open);
        missed = List.copyOf(missed);
        early = List.copyOf(early);
        completions = List.copyOf(completions);
        answers = Map.copyOf(answers);
    }

    public static ScheduleLedger empty() {
        return new ScheduleLedger(
                Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(), List.of(), Map.of());
    }

    /** The backup that was completed first of those that started at or after the slot, whoever asked for it. */
    Optional<CompletedBackup> firstSince(Slot slot) {
        return completions.stream()
                .filter(completion -> !completion.startedAt().isBefore(slot.at()))
                .min(EARLIEST);
    }

    Optional<SlotRequestState> answerTo(Slot slot) {
        return Optional.ofNullable(answers.get(slot.id()));
    }
}
