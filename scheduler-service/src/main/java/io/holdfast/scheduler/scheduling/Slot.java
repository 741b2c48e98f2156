package io.holdfast.scheduler.scheduling;

import io.holdfast.events.BackupId;
import java.time.Instant;

/** One planned backup, from long before it is due until it is known whether it happened. Each state offers its legal moves. */
public sealed interface Slot {

    SlotId id();

    /** By when a backup that started at or after the slot has to be completed. */
    Instant deadline();

    default Instant at() {
        return id().at();
    }

    /** The state in a word: {@code planned}, {@code settled_late}. */
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

    /** No backup is known. */
    sealed interface Unsettled extends Slot {

        /** It was decided on by a clock far ahead, and has not come yet. */
        default Planned planAgain() {
            return new Planned(id(), deadline());
        }
    }

    /** Nothing is known yet: neither a backup nor that there was none. */
    sealed interface Open extends Unsettled {

        default Settled settle(CompletedBackup by) {
            return new Settled(id(), deadline(), by.backup(), by.completedAt());
        }

        /** @param why a sentence for a person */
        default Missed miss(Instant now, String why) {
            return new Missed(id(), deadline(), now, why);
        }

        /** The schedule is gone, so nobody expects the backup any more. */
        default Withdrawn withdraw(Instant now, String why) {
            return new Withdrawn(id(), deadline(), now, why);
        }
    }

    /** In the ledger, not yet requested. */
    record Planned(SlotId id, Instant deadline) implements Open {

        Requested request(Instant now) {
            return new Requested(id, deadline, now);
        }

        PassedOver passOver() {
            return new PassedOver(id, deadline);
        }
    }

    /** Due while the scheduler was down, and not requested afterwards; a backup made for a newer slot may settle it. */
    record PassedOver(SlotId id, Instant deadline) implements Open {

        Requested recognise(Instant now) {
            return new Requested(id, deadline, now);
        }
    }

    /** Its request is written. */
    record Requested(SlotId id, Instant deadline, Instant requestedAt) implements Open {

        Failed fail(String how) {
            return new Failed(id, deadline, how);
        }
    }

    /** Its own request ended without a backup; until the deadline another backup may settle it. */
    record Failed(SlotId id, Instant deadline, String how) implements Open {}

    /** A backup that started at or after the slot was completed in time. */
    record Settled(SlotId id, Instant deadline, BackupId by, Instant completedAt) implements Slot {}

    /** The deadline passed without; announced. */
    record Missed(SlotId id, Instant deadline, Instant missedAt, String why) implements Unsettled {

        SettledLate settleLate(CompletedBackup by) {
            return new SettledLate(id, deadline, missedAt, by.backup(), by.completedAt());
        }
    }

    /** Missed, and made up for since. */
    record SettledLate(SlotId id, Instant deadline, Instant missedAt, BackupId by, Instant completedAt)
            implements Slot {}

    /** Its schedule was taken away before anything was known; nobody is alarmed about it. */
    record Withdrawn(SlotId id, Instant deadline, Instant withdrawnAt, String why) implements Slot {}
}
