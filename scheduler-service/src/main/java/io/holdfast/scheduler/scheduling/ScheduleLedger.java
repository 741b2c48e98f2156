package io.holdfast.scheduler.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stored state of one schedule, as far as decisions need it.
 *
 * @param known the last planned version of the schedule; empty if it is new, or was removed and added again
 * @param newestOnLog the newest slot that the event log mentions, if the catalog has lost the schedule
 * @param open open slots that are due, ascending
 * @param missed slots that were reported as missed and not made up for, ascending
 * @param early unsettled slots that were already evaluated, although they are due only after {@link #FAR_AHEAD}
 * @param completions completed backups of this database and kind; at least those since one day before the oldest open or
 *     missed slot
 * @param answers the state of the scheduler's own requests, by slot
 */
public record ScheduleLedger(
        Optional<Known> known,
        Optional<Instant> newestOnLog,
        List<ScheduledSlot.Open> open,
        List<ScheduledSlot.Missed> missed,
        List<ScheduledSlot.Unsettled> early,
        List<CompletedBackup> completions,
        Map<ScheduledSlotId, ScheduledSlotRequestState> answers) {

    /** Longer than the permitted difference between the clocks of replicas. */
    public static final Duration FAR_AHEAD = Duration.ofMinutes(5);

    private static final Comparator<CompletedBackup> EARLIEST = Comparator.comparing(CompletedBackup::completedAt);

    /**
     * The last planned version of a schedule.
     *
     * @param definition the definition that was used to plan the slots
     * @param plannedUntil all slots up to this time, inclusive, are in the ledger
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

    /** Returns the first completed backup that started at or after the slot, regardless of its source. */
    Optional<CompletedBackup> firstSince(ScheduledSlot slot) {
        return completions.stream()
                .filter(completion -> !completion.startedAt().isBefore(slot.at()))
                .min(EARLIEST);
    }

    Optional<ScheduledSlotRequestState> answerTo(ScheduledSlot slot) {
        return Optional.ofNullable(answers.get(slot.id()));
    }
}
