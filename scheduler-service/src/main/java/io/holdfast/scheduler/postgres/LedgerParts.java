package io.holdfast.scheduler.postgres;

import io.holdfast.scheduler.scheduling.Answer;
import io.holdfast.scheduler.scheduling.Completion;
import io.holdfast.scheduler.scheduling.Ledger;
import io.holdfast.scheduler.scheduling.Slot;
import io.holdfast.scheduler.scheduling.SlotId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger while it is put together from the rows of several queries. */
final class LedgerParts {

    private final ScheduleEntity schedule;
    private final List<Slot.Open> open = new ArrayList<>();
    private final List<Slot.Missed> missed = new ArrayList<>();
    private final List<Slot.Unsettled> early = new ArrayList<>();
    private final List<Completion> completions = new ArrayList<>();
    private final Map<SlotId, Answer> answers = new HashMap<>();
    private Optional<Instant> newestHeard = Optional.empty();

    LedgerParts(ScheduleEntity schedule) {
        this.schedule = schedule;
    }

    boolean hasSlots() {
        return !open.isEmpty() || !missed.isEmpty();
    }

    boolean isForgotten() {
        return schedule.isForgotten();
    }

    LedgerParts with(SlotEntity slot) {
        if (slot.isMissed()) {
            missed.add(slot.missed());
        } else {
            open.add(slot.open());
        }
        return this;
    }

    LedgerParts withEarly(SlotEntity slot) {
        early.add(slot.isMissed() ? slot.missed() : slot.open());
        return this;
    }

    LedgerParts with(CompletedBackupEntity backup) {
        completions.add(backup.completion());
        return this;
    }

    LedgerParts with(SlotId slot, Answer answer) {
        answers.put(slot, answer);
        return this;
    }

    /** Of interest only where the schedule is forgotten: a schedule that was withdrawn begins anew. */
    LedgerParts withNewestHeard(Instant slot) {
        newestHeard = isForgotten() ? Optional.of(slot) : Optional.empty();
        return this;
    }

    Ledger ledger() {
        return new Ledger(schedule.known(), newestHeard, open, missed, early, completions, answers);
    }
}
