package io.holdfast.scheduler.postgres;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.scheduler.scheduling.ScheduleId;
import jakarta.persistence.Embeddable;

@Embeddable
record ScheduleKey(String database, String kind) {

    static ScheduleKey of(ScheduleId id) {
        return new ScheduleKey(id.database().value(), id.kind().label());
    }

    ScheduleId id() {
        return new ScheduleId(new DatabaseId(database), BackupKind.of(kind));
    }
}
