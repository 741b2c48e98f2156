package io.holdfast.scheduler.scheduling;

import io.holdfast.events.DumpEvent.BackupMissed;
import io.holdfast.events.Message;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.ServiceBackupRequested;
import java.time.Instant;
import java.util.Optional;

/** One step that the planner wants taken; saved together with what it announces. */
public sealed interface SlotDecision {

    /** What is said on the log, under an id that is the same whoever says it and however often. */
    default Optional<Announcement> announcement() {
        return Optional.empty();
    }

    record Announcement(String eventId, Message message) {}

    /**
     * The schedule is new, is back, or has changed: it is planned from {@code since} on, and what was planned for later
     * than that is forgotten.
     */
    record Adopt(Schedule schedule, Instant since) implements SlotDecision {}

    /** A step of one slot. */
    sealed interface OfSlot extends SlotDecision {
        Slot slot();
    }

    record Plan(Slot.Planned slot) implements OfSlot {}

    /** Ask for the backup. */
    record Request(Slot.Requested slot) implements OfSlot {
        @Override
        public Optional<Announcement> announcement() {
            SlotId id = slot.id();
            return Optional.of(new Announcement(
                    id.requestId(),
                    new ServiceBackupRequested(id.database().value(), id.kind().label(), null, id.at())));
        }
    }

    /** The log already answers the slot's request, which a restored catalogue has forgotten. */
    record Recognise(Slot.Requested slot) implements OfSlot {}

    /** A clock that was far ahead decided on it; it is put back to what it was. */
    record PlanAgain(Slot.Planned slot) implements OfSlot {}

    record PassOver(Slot.PassedOver slot) implements OfSlot {}

    record Fail(Slot.Failed slot) implements OfSlot {}

    record Settle(Slot.Settled slot) implements OfSlot {}

    /** Say aloud that there was no backup. */
    record Miss(Slot.Missed slot) implements OfSlot {
        @Override
        public Optional<Announcement> announcement() {
            SlotId id = slot.id();
            String eventId = NameBasedUuid.of("missed", id.backup().toString()).toString();
            return Optional.of(new Announcement(
                    eventId,
                    new BackupMissed(id.backup(), id.database(), id.kind(), id.at(), slot.deadline(), slot.why())));
        }
    }

    record SettleLate(Slot.SettledLate slot) implements OfSlot {}
}
