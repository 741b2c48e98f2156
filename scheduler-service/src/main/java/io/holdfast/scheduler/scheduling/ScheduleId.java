package io.holdfast.scheduler.scheduling;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import java.util.Comparator;

/** A database and a kind of backup have at most one schedule. */
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
