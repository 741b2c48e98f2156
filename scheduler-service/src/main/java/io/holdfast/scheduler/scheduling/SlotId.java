package io.holdfast.scheduler.scheduling;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import java.net.URI;
import java.time.Instant;

/**
 * One planned instant of a schedule. The instant, not the time on a wall clock, is the identity: it stays the same when
 * clocks change, when a schedule is written in another way, and for every replica that plans it.
 */
public record SlotId(ScheduleId schedule, Instant at) {

    /** Under which CloudEvents source the scheduler asks; part of the identity of every backup that it asks for. */
    public static final URI SOURCE = URI.create("/holdfast/scheduler");

    public DatabaseId database() {
        return schedule.database();
    }

    public BackupKind kind() {
        return schedule.kind();
    }

    /** Id of the one request that this slot can ever make. */
    public String requestId() {
        return BackupId.requestIdOfSlot(database(), kind(), at).toString();
    }

    /** The backup that the slot's request asks for. */
    public BackupId backup() {
        return BackupId.ofRequest(SOURCE, requestId(), database().value(), kind().label());
    }
}
