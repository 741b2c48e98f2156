package io.holdfast.scheduler.scheduling;

import io.holdfast.events.DatabaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ledger, for people and dashboards. */
public interface SlotQueries {

    /**
     * Newest first.
     *
     * @param state a word of {@link Slot#state()}
     * @param limit at least 1
     */
    List<SlotView> find(Optional<DatabaseId> database, Optional<String> state, int limit);

    /** What stands out about each schedule that has slots. */
    Map<ScheduleId, ScheduleStatus> statuses();

    /**
     * How a schedule stands.
     *
     * @param firstPlanned its earliest slot that is not yet requested
     * @param missed number of slots that were missed and not made up for
     */
    record ScheduleStatus(Optional<Instant> firstPlanned, long missed) {}
}
