package io.holdfast.verify.verifying;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.SealedCopy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A backup to be verified, as its events tell it.
 *
 * @param copies those that should exist: not expired, and no intent to delete them stands in the log
 * @param clientVersion of the pg_dump that wrote it, where known
 * @param accepted whether a person has said that it is good although it looks unlikely
 */
public record BackupToVerify(
        BackupId id,
        DatabaseId database,
        BackupKind kind,
        Instant startedAt,
        long bytes,
        Optional<String> clientVersion,
        List<SealedCopy> copies,
        TrustStatus trust,
        boolean accepted) {

    public BackupToVerify {
        copies = List.copyOf(copies);
    }

    /** Whether its likelihood is settled already: then only its bytes are in question. */
    boolean isBeyondSuspicion() {
        return accepted || trust == TrustStatus.VERIFIED;
    }
}
