package io.holdfast.scheduler.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The store of all slots. Replicas share one ledger. */
public interface ScheduledSlotRepository {

    /** Reads the ledgers of these schedules, without a lock. */
    Map<ScheduleId, ScheduleLedger> read(Collection<ScheduleId> schedules, Instant now);

    /**
     * Locks one schedule, reads its ledger, and applies the decisions. Decisions and events are saved in one transaction.
     * Another replica that decides on the same schedule waits, and then reads these decisions.
     *
     * @return the decisions that were applied
     */
    List<ScheduledSlotDecision> decide(
            ScheduleId schedule, Instant now, Function<ScheduleLedger, List<ScheduledSlotDecision>> decider);

    /** Records that these schedules are currently configured in this replica. */
    void seen(Collection<ScheduleId> schedules, Instant now);

    /**
     * Removes the schedules that no replica has had in its configuration for {@code absence}. Their open slots are
     * withdrawn, and no alert is raised.
     *
     * @return the removed schedules
     */
    List<ScheduleId> withdrawUnseen(Duration absence, Instant now);
}
