package io.holdfast.scheduler.postgres;

import io.holdfast.scheduler.scheduling.CompletedBackup;
import io.holdfast.scheduler.scheduling.ScheduleLedger;
import io.holdfast.scheduler.scheduling.ScheduledSlot;
import io.holdfast.scheduler.scheduling.ScheduledSlotId;
import io.holdfast.scheduler.scheduling.ScheduledSlotRequestState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a ledger from the rows of several queries. */
final class ScheduleLedgerBuilder {

    private final ScheduleEntity schedule;
    private final List<ScheduledSlot.Open> open = new ArrayList<>();
    private final List<ScheduledSlot.Missed> missed = new ArrayList<>();
    private final List<ScheduledSlot.Unsettled> early = new ArrayList<>();
    private final List<CompletedBackup> completions = new ArrayList<>();
    private final Map<ScheduledSlotId, ScheduledSlotRequestState> answers = new HashMap<>();
    private Optional<Instant> newestOnLog = Optional.empty();

    ScheduleLedgerBuilder(ScheduleEntity schedule) {
        this.schedule = schedule;
    }

    boolean hasSlots() {
        return !open.isEmpty() || !missed.isEmpty();
    }

    boolean isForgotten() {
        return schedule.isForgotten();
    }

    ScheduleLedgerBuilder with(ScheduledSlotEntity slot) {
        if (slot.isMissed()) {
            missed.add(slot.missed());
        } else {
            open.add(slot.open());
        }
        return this;
    }

    ScheduleLedgerBuilder withEarly(ScheduledSlotEntity slot) {
        early.add(slot.isMissed() ? slot.missed() : slot.open());
        return this;
    }

    ScheduleLedgerBuilder with(CompletedBackupEntity backup) {
        completions.add(backup.completion());
        return this;
    }

    ScheduleLedgerBuilder with(ScheduledSlotId slot, ScheduledSlotRequestState answer) {
        answers.put(slot, answer);
        return this;
    }

    /** Is used only if the catalog has lost the schedule. A schedule that was withdrawn starts from now instead. */
    ScheduleLedgerBuilder withNewestOnLog(Instant slot) {
        newestOnLog = isForgotten() ? Optional.of(slot) : Optional.empty();
        return this;
    }

    ScheduleLedger ledger() {
        return new ScheduleLedger(schedule.known(), newestOnLog, open, missed, early, completions, answers);
    }
}
