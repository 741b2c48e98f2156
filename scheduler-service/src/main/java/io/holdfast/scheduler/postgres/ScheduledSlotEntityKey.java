package io.holdfast.scheduler.postgres;

import io.holdfast.scheduler.scheduling.ScheduledSlotId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

@Embeddable
record ScheduledSlotEntityKey(
        String database,
        String kind,
        @Column(name = "due_at") Instant dueAt) {

    static ScheduledSlotEntityKey of(ScheduledSlotId id) {
        return new ScheduledSlotEntityKey(id.database().value(), id.kind().label(), id.at());
    }

    ScheduledSlotId id() {
        return new ScheduledSlotId(new ScheduleEntityKey(database, kind).id(), dueAt);
    }
}
