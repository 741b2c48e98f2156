package io.holdfast.scheduler.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupId;
import io.holdfast.scheduler.scheduling.CompletedBackup;
import io.holdfast.scheduler.scheduling.ScheduleId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A backup for which the event log contains BackupCompleted. */
@Entity
@Table(name = "completed_backup")
class CompletedBackupEntity {

    @Id
    @Nullable
    UUID backup;

    @Nullable
    String database;

    @Nullable
    String kind;

    @Column(name = "started_at")
    @Nullable
    Instant startedAt;

    @Column(name = "completed_at")
    @Nullable
    Instant completedAt;

    ScheduleId schedule() {
        return new ScheduleEntityKey(requireNonNull(database), requireNonNull(kind)).id();
    }

    CompletedBackup completion() {
        return new CompletedBackup(
                new BackupId(requireNonNull(backup)), requireNonNull(startedAt), requireNonNull(completedAt));
    }
}
