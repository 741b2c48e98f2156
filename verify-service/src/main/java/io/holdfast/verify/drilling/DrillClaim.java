package io.holdfast.verify.drilling;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.SealedCopy;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One drill, leased to one worker. Only the current attempt can record how it ended.
 *
 * @param attempt from 1
 * @param clientVersion of the pg_dump that wrote the backup, where known
 */
public record DrillClaim(
        UUID drill,
        int attempt,
        UUID worker,
        BackupId backup,
        DatabaseId database,
        Optional<String> clientVersion,
        List<SealedCopy> copies) {

    public DrillClaim {
        copies = List.copyOf(copies);
    }
}
