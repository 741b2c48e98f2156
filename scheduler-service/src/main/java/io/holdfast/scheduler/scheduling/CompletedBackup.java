package io.holdfast.scheduler.scheduling;

import io.holdfast.events.BackupId;
import java.time.Instant;

/** The part of a BackupCompleted event that slots need. The backup may have been requested by any source. */
public record CompletedBackup(BackupId backup, Instant startedAt, Instant completedAt) {}
