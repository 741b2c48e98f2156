package io.holdfast.scheduler.postgres;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.scheduler.scheduling.ScheduleId;
import jakarta.persistence.Embeddable;

@Embeddable
record ScheduleEntityKey(String database, String kind) {

    static ScheduleEntityKey of(ScheduleId id) {
        return new ScheduleEntityKey(id.database().value(), id.kind().label());
    }

    ScheduleId id() {
        return new ScheduleId(new DatabaseId(database), BackupKind.of(kind));
    }
}
