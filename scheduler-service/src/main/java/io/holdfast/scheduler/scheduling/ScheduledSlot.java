package io.holdfast.scheduler.scheduling;

import io.holdfast.events.BackupId;
import java.time.Instant;

/** One planned backup. A slot exists long before it is due. Each state offers only its legal transitions. */
public sealed interface ScheduledSlot {

    ScheduledSlotId id();

    /** Returns the time by which a backup that started at or after the slot must complete. */
    Instant deadline();

    default Instant at() {
        return id().at();
    }

    /** Returns the name of the state, such as {@code planned} or {@code settled_late}. */
    default String state() {
        return switch (this) {
            case Planned planned -> "planned";
            case PassedOver passedOver -> "passed_over";
            case Requested requested -> "requested";
            case Failed failed -> "failed";
            case Settled settled -> "settled";
            case Missed missed -> "missed";
            case SettledLate settledLate -> "settled_late";
            case Withdrawn withdrawn -> "withdrawn";
        };
    }

    /** No backup has settled the slot. */
    sealed interface Unsettled extends ScheduledSlot {

        /** Undoes decisions that were made with a clock far ahead of time. */
        default Planned planAgain() {
            return new Planned(id(), deadline());
        }
    }

    /** The outcome is still open: no backup is known, and the slot is not reported as missed. */
    sealed interface Open extends Unsettled {

        default Settled settle(CompletedBackup by) {
            return new Settled(id(), deadline(), by.backup(), by.completedAt());
        }

        /** @param why a sentence for operators */
        default Missed miss(Instant now, String why) {
            return new Missed(id(), deadline(), now, why);
        }

        /** The schedule was removed, so the backup is no longer expected. */
        default Withdrawn withdraw(Instant now, String why) {
            return new Withdrawn(id(), deadline(), now, why);
        }
    }

    /** The slot is in the ledger, and its backup is not yet requested. */
    record Planned(ScheduledSlotId id, Instant deadline) implements Open {

        Requested request(Instant now) {
            return new Requested(id, deadline, now);
        }

        PassedOver passOver() {
            return new PassedOver(id, deadline);
        }
    }

    /** The slot was due while the scheduler was down, and was not requested later. A backup for a newer slot can settle it. */
    record PassedOver(ScheduledSlotId id, Instant deadline) implements Open {

        Requested recognise(Instant now) {
            return new Requested(id, deadline, now);
        }
    }

    /** The backup was requested. */
    record Requested(ScheduledSlotId id, Instant deadline, Instant requestedAt) implements Open {

        Failed fail(String how) {
            return new Failed(id, deadline, how);
        }
    }

    /** The request of the slot ended without a backup. Until the deadline, another backup can settle the slot. */
    record Failed(ScheduledSlotId id, Instant deadline, String how) implements Open {}

    /** A backup that started at or after the slot completed in time. */
    record Settled(ScheduledSlotId id, Instant deadline, BackupId by, Instant completedAt) implements ScheduledSlot {}

    /** The deadline passed without a backup, and this was reported. */
    record Missed(ScheduledSlotId id, Instant deadline, Instant missedAt, String why) implements Unsettled {

        SettledLate settleLate(CompletedBackup by) {
            return new SettledLate(id, deadline, missedAt, by.backup(), by.completedAt());
        }
    }

    /** The slot was missed, and a later backup made up for it. */
    record SettledLate(ScheduledSlotId id, Instant deadline, Instant missedAt, BackupId by, Instant completedAt)
            implements ScheduledSlot {}

    /** The schedule was removed while the slot was open. No alert is raised. */
    record Withdrawn(ScheduledSlotId id, Instant deadline, Instant withdrawnAt, String why) implements ScheduledSlot {}
}
