package io.holdfast.scheduler.scheduling;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import java.net.URI;
import java.time.Instant;

/**
 * One planned instant of a schedule. The identity is the instant, not the local time. It is the same for every replica.
 * It does not depend on daylight saving time or on the notation of the schedule.
 */
public record ScheduledSlotId(ScheduleId schedule, Instant at) {

    /** CloudEvents source of the scheduler's requests. It is part of the identity of every backup that the scheduler requests. */
    public static final URI SOURCE = URI.create("/holdfast/scheduler");

    public DatabaseId database() {
        return schedule.database();
    }

    public BackupKind kind() {
        return schedule.kind();
    }

    /** Returns the id of the only request that this slot can make. */
    public String requestId() {
        return BackupId.requestIdOfSlot(database(), kind(), at).toString();
    }

    /** Returns the id of the backup that this slot requests. */
    public BackupId backup() {
        return BackupId.ofRequest(SOURCE, requestId(), database().value(), kind().label());
    }
}
