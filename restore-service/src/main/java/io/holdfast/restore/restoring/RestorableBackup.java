package io.holdfast.restore.restoring;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.VerificationLevel;
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
public record RestorableBackup(
        BackupId id,
        DatabaseId database,
        BackupKind kind,
        Instant startedAt,
        Optional<String> clientVersion,
        VerificationStatus trust,
        Optional<VerificationLevel> level,
        Optional<Instant> levelAt,
        boolean expired,
        List<RestorableCopy> copies) {

    public RestorableBackup {
        copies = List.copyOf(copies);
    }
}
