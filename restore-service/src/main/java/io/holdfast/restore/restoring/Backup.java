package io.holdfast.restore.restoring;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Kind;
import io.holdfast.events.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A backup as the log tells of it.
 *
 * @param startedAt everything committed before it is in the backup
 * @param clientVersion of the pg_dump that wrote it, where known
 * @param level the highest that it has reached
 * @param levelAt when that was
 * @param copies that should exist
 */
public record Backup(
        BackupId id,
        DatabaseId database,
        Kind kind,
        Instant startedAt,
        Optional<String> clientVersion,
        Trust trust,
        Optional<Level> level,
        Optional<Instant> levelAt,
        boolean expired,
        List<StoredCopy> copies) {

    public Backup {
        copies = List.copyOf(copies);
    }
}
