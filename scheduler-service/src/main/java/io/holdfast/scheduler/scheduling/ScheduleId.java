package io.holdfast.scheduler.scheduling;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import java.util.Comparator;

/** The identity of a schedule. Each database has at most one schedule for each kind of backup. */
public record ScheduleId(DatabaseId database, BackupKind kind) implements Comparable<ScheduleId> {

    private static final Comparator<ScheduleId> ORDER =
            Comparator.comparing(ScheduleId::database).thenComparing(ScheduleId::kind);

    @Override
    public int compareTo(ScheduleId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return database + " " + kind;
    }
}
