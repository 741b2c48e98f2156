package io.holdfast.verify.drilling;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One drill, leased to one worker. Only the current attempt can record the outcome.
 *
 * @param attempt number of the attempt, from 1
 * @param clientVersion version of the pg_dump that wrote the backup, if known
 */
public record DrillClaim(
        UUID drill,
        int attempt,
        UUID worker,
        BackupId backup,
        DatabaseId database,
        Optional<String> clientVersion,
        List<BackupCopyRecord> copies) {

    public DrillClaim {
        copies = List.copyOf(copies);
    }
}
