package io.holdfast.scheduler.scheduling;

import io.holdfast.events.BackupId;
import java.time.Instant;

/** A backup was completed, whoever asked for it: what the log says, reduced to what slots need. */
public record CompletedBackup(BackupId backup, Instant startedAt, Instant completedAt) {}
