package io.holdfast.scheduler.scheduling;

import io.holdfast.events.BackupId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** An in-memory ledger with the published events, for tests that cover years. */
public final class MemoryLedger implements ScheduledSlotRepository {

    final Map<ScheduleId, ScheduleLedger.Known> known = new HashMap<>();
    final Map<ScheduleId, Instant> seen = new HashMap<>();
    final Map<ScheduleId, Instant> withdrawn = new HashMap<>();
    final Map<ScheduleId, Instant> newestOnLog = new HashMap<>();
    final Map<ScheduleId, TreeMap<Instant, ScheduledSlot>> slots = new HashMap<>();
    final Map<ScheduleId, List<CompletedBackup>> completions = new HashMap<>();
    final Map<ScheduledSlotId, ScheduledSlotRequestState> answers = new HashMap<>();
    final List<ScheduledSlotDecision> decisions = new ArrayList<>();

    @Override
    public Map<ScheduleId, ScheduleLedger> read(Collection<ScheduleId> schedules, Instant now) {
        Map<ScheduleId, ScheduleLedger> ledgers = new HashMap<>();
        schedules.forEach(id -> ledgers.put(id, ledger(id, now)));
        return ledgers;
    }

    ScheduleLedger ledger(ScheduleId id, Instant now) {
        List<ScheduledSlot.Open> open = new ArrayList<>();
        List<ScheduledSlot.Missed> missed = new ArrayList<>();
        for (ScheduledSlot slot : of(id).headMap(now, true).values()) {
            if (slot instanceof ScheduledSlot.Open waiting) {
                open.add(waiting);
            } else if (slot instanceof ScheduledSlot.Missed silent) {
                missed.add(silent);
            }
        }
        List<ScheduledSlot.Unsettled> early = new ArrayList<>();
        for (ScheduledSlot slot :
                of(id).tailMap(now.plus(ScheduleLedger.FAR_AHEAD), false).values()) {
            if (slot instanceof ScheduledSlot.Unsettled unsettled && !(slot instanceof ScheduledSlot.Planned)) {
                early.add(unsettled);
            }
        }
        boolean forgotten = !known.containsKey(id) && !withdrawn.containsKey(id);
        return new ScheduleLedger(
                Optional.ofNullable(known.get(id)),
                forgotten ? Optional.ofNullable(newestOnLog.get(id)) : Optional.empty(),
                open,
                missed,
                early,
                completions.getOrDefault(id, List.of()),
                answers);
    }

    @Override
    public List<ScheduledSlotDecision> decide(
            ScheduleId id, Instant now, Function<ScheduleLedger, List<ScheduledSlotDecision>> decider) {
        List<ScheduledSlotDecision> decided = decider.apply(ledger(id, now));
        decided.forEach(this::carryOut);
        decisions.addAll(decided);
        return decided;
    }

    private void carryOut(ScheduledSlotDecision decision) {
        switch (decision) {
            case ScheduledSlotDecision.Adopt adopt -> {
                ScheduleId id = adopt.schedule().id();
                forgetPlannedAfter(id, adopt.since());
                known.put(id, new ScheduleLedger.Known(adopt.schedule().definition(), adopt.since()));
                withdrawn.remove(id);
            }
            case ScheduledSlotDecision.Plan plan -> {
                ScheduleId id = plan.slot().id().schedule();
                of(id).putIfAbsent(plan.slot().at(), plan.slot());
                known.computeIfPresent(
                        id,
                        (same, before) -> new ScheduleLedger.Known(
                                before.definition(), plan.slot().at()));
            }
            case ScheduledSlotDecision.OfSlot step ->
                of(step.slot().id().schedule()).put(step.slot().at(), step.slot());
        }
    }

    private void forgetPlannedAfter(ScheduleId id, Instant after) {
        of(id).tailMap(after, false).values().removeIf(ScheduledSlot.Planned.class::isInstance);
    }

    TreeMap<Instant, ScheduledSlot> of(ScheduleId id) {
        return slots.computeIfAbsent(id, none -> new TreeMap<>());
    }

    @Override
    public void seen(Collection<ScheduleId> schedules, Instant now) {
        schedules.forEach(id -> seen.put(id, now));
    }

    @Override
    public List<ScheduleId> withdrawUnseen(Duration absence, Instant now) {
        List<ScheduleId> absent = known.keySet().stream()
                .filter(id -> seen.getOrDefault(id, Instant.MIN).isBefore(now.minus(absence)))
                .toList();
        for (ScheduleId id : absent) {
            forgetPlannedAfter(id, now);
            of(id).replaceAll(
                            (at, slot) -> slot instanceof ScheduledSlot.Open open ? open.withdraw(now, "gone") : slot);
            known.remove(id);
            withdrawn.put(id, now);
        }
        return absent;
    }

    /** Adds a completed backup from another source. */
    public BackupId complete(ScheduleId id, Instant startedAt, Instant completedAt) {
        BackupId backup = BackupId.ofRequest(
                java.net.URI.create("/test"),
                startedAt.toString(),
                id.database().value(),
                id.kind().label());
        completions
                .computeIfAbsent(id, none -> new ArrayList<>())
                .add(new CompletedBackup(backup, startedAt, completedAt));
        return backup;
    }

    /** Returns the requested slots in the order of their requests. */
    List<Instant> requested() {
        return decisions.stream()
                .filter(ScheduledSlotDecision.Request.class::isInstance)
                .map(decision ->
                        ((ScheduledSlotDecision.Request) decision).slot().at())
                .toList();
    }

    List<Instant> missed() {
        return decisions.stream()
                .filter(ScheduledSlotDecision.Miss.class::isInstance)
                .map(decision -> ((ScheduledSlotDecision.Miss) decision).slot().at())
                .toList();
    }

    /** Returns the state of every slot, except planned ones. */
    Map<Instant, String> states(ScheduleId id, Instant now) {
        Map<Instant, String> states = new TreeMap<>();
        of(id).headMap(now, true).forEach((at, slot) -> states.put(at, slot.state()));
        return states;
    }
}
