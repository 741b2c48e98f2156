package io.holdfast.scheduler.scheduling;

import io.holdfast.events.DumpEvent.BackupMissed;
import io.holdfast.events.Message;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.ServiceBackupRequested;
import java.time.Instant;
import java.util.Optional;

/** One decision of the planner. It is saved in one transaction with the event that it publishes. */
public sealed interface ScheduledSlotDecision {

    /** Returns the event to publish. Its id is deterministic, so that repeated decisions publish the same event. */
    default Optional<Announcement> announcement() {
        return Optional.empty();
    }

    record Announcement(String eventId, Message message) {}

    /**
     * The schedule is new, was added again, or has changed. It is planned from {@code since} on, and planned slots after
     * this time are deleted.
     */
    record Adopt(Schedule schedule, Instant since) implements ScheduledSlotDecision {}

    /** A decision on one slot. */
    sealed interface OfSlot extends ScheduledSlotDecision {
        ScheduledSlot slot();
    }

    record Plan(ScheduledSlot.Planned slot) implements OfSlot {}

    /** Requests the backup. */
    record Request(ScheduledSlot.Requested slot) implements OfSlot {
        @Override
        public Optional<Announcement> announcement() {
            ScheduledSlotId id = slot.id();
            return Optional.of(new Announcement(
                    id.requestId(),
                    new ServiceBackupRequested(id.database().value(), id.kind().label(), null, id.at())));
        }
    }

    /** The event log already contains a reply to the slot's request, which a restored catalog does not contain. */
    record Recognise(ScheduledSlot.Requested slot) implements OfSlot {}

    /** Undoes decisions that were made with a clock far ahead of time. */
    record PlanAgain(ScheduledSlot.Planned slot) implements OfSlot {}

    record PassOver(ScheduledSlot.PassedOver slot) implements OfSlot {}

    record Fail(ScheduledSlot.Failed slot) implements OfSlot {}

    record Settle(ScheduledSlot.Settled slot) implements OfSlot {}

    /** Reports that there was no backup. */
    record Miss(ScheduledSlot.Missed slot) implements OfSlot {
        @Override
        public Optional<Announcement> announcement() {
            ScheduledSlotId id = slot.id();
            String eventId = NameBasedUuid.of("missed", id.backup().toString()).toString();
            return Optional.of(new Announcement(
                    eventId,
                    new BackupMissed(id.backup(), id.database(), id.kind(), id.at(), slot.deadline(), slot.why())));
        }
    }

    record SettleLate(ScheduledSlot.SettledLate slot) implements OfSlot {}
}
