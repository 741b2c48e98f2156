package io.holdfast.retention.settings;

import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.TransactionRunner;
import io.holdfast.retention.metadata.BackupMetadataFileStore;
import io.holdfast.retention.metadata.MetadataWriteQueue;
import io.holdfast.retention.metadata.WriteBackupMetadata;
import io.holdfast.retention.rebuilding.DestinationScanner;
import io.holdfast.retention.rebuilding.HistoricalEventPublisher;
import io.holdfast.retention.rebuilding.ImportDump;
import io.holdfast.retention.rebuilding.RebuildBackupRecords;
import io.holdfast.retention.rebuilding.UnmanagedDumpStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Provides the beans for facts files, rebuilding and importing. */
final class RebuildBeans {

    @Produces
    @Singleton
    WriteBackupMetadata writeMetadata(
            BackupRepository repository,
            MetadataWriteQueue metadataState,
            TransactionRunner transactions,
            BackupMetadataFileStore metadataFiles,
            Clock clock,
            CopyingSettings settings) {
        return new WriteBackupMetadata(
                repository, metadataState, transactions, metadataFiles, clock, settings.retryAfter());
    }

    @Produces
    @Singleton
    RebuildBackupRecords rebuildBackupRecords(
            DestinationScanner scanner,
            BackupRepository repository,
            HistoricalEventPublisher publisher,
            TransactionRunner transactions,
            Clock clock) {
        return new RebuildBackupRecords(scanner, repository, publisher, transactions, clock);
    }

    @Produces
    @Singleton
    ImportDump importDump(UnmanagedDumpStore dumps, BackupRepository repository, TransactionRunner transactions) {
        return new ImportDump(dumps, repository, transactions);
    }
}
