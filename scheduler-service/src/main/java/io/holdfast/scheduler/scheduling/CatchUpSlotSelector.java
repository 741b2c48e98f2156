package io.holdfast.scheduler.scheduling;

import io.holdfast.settings.schedule.MissedRunPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Selects the slots that are requested after a downtime of the scheduler. This selection does not affect which slots are
 * missed: only the deadline of a slot does.
 */
final class CatchUpSlotSelector {

    /** A slot that is requested within this time after it was due counts as on time. */
    static final Duration STILL_ON_TIME = Duration.ofMinutes(5);

    private CatchUpSlotSelector() {}

    /**
     * Returns the due slots to request. The others are passed over.
     *
     * @param due ascending
     */
    static List<ScheduledSlot.Planned> chosen(MissedRunPolicy policy, List<ScheduledSlot.Planned> due, Instant now) {
        return switch (policy) {
            case MissedRunPolicy.RunNewest ignored -> newest(due, 1);
            case MissedRunPolicy.RunAll all -> newest(due, all.cap());
            case MissedRunPolicy.Skip ignored ->
                newest(due, 1).stream()
                        .filter(slot -> !now.isAfter(slot.at().plus(STILL_ON_TIME)))
                        .toList();
        };
    }

    private static List<ScheduledSlot.Planned> newest(List<ScheduledSlot.Planned> due, int count) {
        return due.subList(Math.max(0, due.size() - count), due.size());
    }
}
