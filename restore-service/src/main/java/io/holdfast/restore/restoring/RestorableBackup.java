package io.holdfast.restore.restoring;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.VerificationLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A backup as the event log describes it.
 *
 * @param startedAt everything committed before this time is in the backup
 * @param clientVersion version of the pg_dump that wrote it, if known
 * @param level highest level that it has reached
 * @param levelAt when it reached that level
 * @param copies copies that should exist
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
