package io.holdfast.scheduler.postgres;

import io.holdfast.scheduler.scheduling.SlotId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

@Embeddable
record SlotKey(
        String database,
        String kind,
        @Column(name = "due_at") Instant dueAt) {

    static SlotKey of(SlotId id) {
        return new SlotKey(id.database().value(), id.kind().label(), id.at());
    }

    SlotId id() {
        return new SlotId(new ScheduleKey(database, kind).id(), dueAt);
    }
}
