package io.holdfast.store;

/**
 * The destination cannot be used, for example because its file system is not mounted. This result permits no conclusion about its content.
 *
 * @param reason for operators, with a hint; never a path or an address
 */
public record DestinationUnavailableResult(String reason)
        implements ListStoredFilesResult,
                WalkStoredFilesResult,
                ArtifactLockStatusResult,
                ArchiveClassMoveResult,
                AbortUploadsResult,
                StorageChecksumCheckResult,
                StoreCompanionFileResult,
                StatArtifactResult,
                OpenArtifactResult,
                RehashArtifactResult,
                DeleteArtifactResult,
                BeginWriteResult,
                FlushArtifactResult,
                SealArtifactResult,
                UnfinishedWriteState,
                FreeSpace {}
