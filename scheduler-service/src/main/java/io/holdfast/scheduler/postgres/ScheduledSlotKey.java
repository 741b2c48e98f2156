package io.holdfast.scheduler.postgres;

import io.holdfast.scheduler.scheduling.ScheduledSlotId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

@Embeddable
record ScheduledSlotKey(
        String database,
        String kind,
        @Column(name = "due_at") Instant dueAt) {

    static ScheduledSlotKey of(ScheduledSlotId id) {
        return new ScheduledSlotKey(id.database().value(), id.kind().label(), id.at());
    }

    ScheduledSlotId id() {
        return new ScheduledSlotId(new ScheduleKey(database, kind).id(), dueAt);
    }
}
