package io.holdfast.scheduler.scheduling;

import io.holdfast.events.DatabaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Queries of the ledger for operators and dashboards. */
public interface ScheduledSlotQueries {

    /**
     * Returns slots, newest first.
     *
     * @param state a value of {@link ScheduledSlot#state()}
     * @param limit at least 1
     */
    List<ScheduledSlotView> find(Optional<DatabaseId> database, Optional<String> state, int limit);

    /** Returns the status of each schedule that has slots. */
    Map<ScheduleId, ScheduleStatus> statuses();

    /**
     * The status of a schedule.
     *
     * @param firstPlanned its earliest slot that is not yet requested
     * @param missed number of slots that were missed and not made up for
     */
    record ScheduleStatus(Optional<Instant> firstPlanned, long missed) {}
}
