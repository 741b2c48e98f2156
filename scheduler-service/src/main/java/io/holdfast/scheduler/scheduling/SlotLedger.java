package io.holdfast.scheduler.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Where slots are written down. Replicas share one. */
public interface SlotLedger {

    /** What stands there about these schedules, without locking anything. */
    Map<ScheduleId, ScheduleLedger> read(Collection<ScheduleId> schedules, Instant now);

    /**
     * Reads one schedule's ledger again, alone, and carries out what is decided on it, in one transaction with the
     * announcements. Another replica that decides on the same schedule waits, and then finds it done.
     *
     * @return what was carried out
     */
    List<SlotDecision> decide(ScheduleId schedule, Instant now, Function<ScheduleLedger, List<SlotDecision>> decider);

    /** These schedules are configured here, now. */
    void seen(Collection<ScheduleId> schedules, Instant now);

    /**
     * Takes away the schedules that no replica has had in its configuration for {@code absence}: their open slots are
     * withdrawn, without alarm.
     *
     * @return the schedules taken away
     */
    List<ScheduleId> withdrawUnseen(Duration absence, Instant now);
}
