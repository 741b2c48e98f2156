package io.holdfast.verify.verifying;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A backup to verify, as its events describe it.
 *
 * @param copies copies that should exist: not expired, and with no intent to delete in the event log
 * @param clientVersion version of the pg_dump that wrote it, if known
 * @param accepted whether a person accepted the backup despite a suspicion
 */
public record BackupToVerify(
        BackupId id,
        DatabaseId database,
        BackupKind kind,
        Instant startedAt,
        long bytes,
        Optional<String> clientVersion,
        List<BackupCopyRecord> copies,
        TrustStatus trust,
        boolean accepted) {

    public BackupToVerify {
        copies = List.copyOf(copies);
    }

    /** Whether the backup was verified or accepted before. Then only its bytes are checked. */
    boolean isBeyondSuspicion() {
        return accepted || trust == TrustStatus.VERIFIED;
    }
}
