package io.holdfast.retention.metadata;

import io.holdfast.events.CopyLocation;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.TransactionRunner;
import io.holdfast.retention.metadata.MetadataWriteQueue.Due;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the facts about a backup beside each of its good copies, in the background and with retries. Nothing waits for
 * it. It writes nothing for a backup with an announced deletion, so that no facts file remains without an artifact.
 */
public final class WriteBackupMetadata {

    private static final int AT_ONCE = 100;

    private final BackupRepository repository;
    private final MetadataWriteQueue metadataState;
    private final TransactionRunner transactions;
    private final BackupMetadataFileStore metadataFiles;
    private final Clock clock;
    private final Duration pause;

    /** @param pause delay before a failed write is tried again */
    public WriteBackupMetadata(
            BackupRepository repository,
            MetadataWriteQueue metadataState,
            TransactionRunner transactions,
            BackupMetadataFileStore metadataFiles,
            Clock clock,
            Duration pause) {
        this.repository = repository;
        this.metadataState = metadataState;
        this.transactions = transactions;
        this.metadataFiles = metadataFiles;
        this.clock = clock;
        this.pause = pause;
    }

    /** Returns how many files were written. An unreachable destination is tried once. */
    public int run() {
        Instant now = clock.instant();
        Set<String> away = new HashSet<>();
        return transactions.inOne(() -> metadataState.due(now, AT_ONCE)).stream()
                .mapToInt(due -> write(due, away))
                .sum();
    }

    private int write(Due due, Set<String> away) {
        Optional<BackupRecord> record = transactions.inOne(() -> repository.read(List.of(due.backup()))).stream()
                .findFirst();
        if (record.map(BackupRecord::isExpiring).orElse(false)) {
            settle(due, false);
            return 0;
        }
        int written = 0;
        boolean isComplete = true;
        if (record.isPresent() && record.get().isStored()) {
            BackupMetadata metadata = BackupMetadata.of(record.get());
            String digest = metadataFiles.digest(metadata);
            for (StoredCopy copy : record.get().copies()) {
                if (copy.isGood() && !isWritten(due, copy.copy().ref(), digest)) {
                    boolean isPut = put(due, copy.copy().ref(), metadata, digest, away);
                    written += isPut ? 1 : 0;
                    isComplete &= isPut;
                }
            }
        }
        settle(due, isComplete);
        return written;
    }

    private boolean isWritten(Due due, CopyLocation copy, String digest) {
        return transactions.inOne(() -> metadataState.isWritten(due.backup(), copy, digest));
    }

    private boolean put(Due due, CopyLocation copy, BackupMetadata metadata, String digest, Set<String> away) {
        if (away.contains(copy.destination())) {
            return false;
        }
        return switch (metadataFiles.put(copy, metadata, clock.instant())) {
            case BackupMetadataFileStore.WriteResult.Done done ->
                transactions.inOne(() -> {
                    metadataState.written(due.backup(), copy, digest);
                    return true;
                });
            case BackupMetadataFileStore.WriteResult.Away gone -> {
                away.add(copy.destination());
                yield false;
            }
        };
    }

    private void settle(Due due, boolean isComplete) {
        transactions.inOne(() -> {
            if (isComplete) {
                metadataState.done(due);
            } else {
                metadataState.later(due, clock.instant().plus(pause));
            }
            return isComplete;
        });
    }
}
