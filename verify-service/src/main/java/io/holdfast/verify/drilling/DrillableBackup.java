package io.holdfast.verify.drilling;

import io.holdfast.events.BackupId;
import java.time.Instant;
import java.util.Optional;

/**
 * A verified full backup that can be restored.
 *
 * @param traits server version, extensions and tables as one text; a restore may behave differently when they change
 */
public record DrillableBackup(BackupId backup, Instant startedAt, Optional<String> traits) {}
