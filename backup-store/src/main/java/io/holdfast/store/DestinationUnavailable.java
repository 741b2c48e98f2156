package io.holdfast.store;

/**
 * The destination cannot be used, for example because its file system is not mounted. This result permits no conclusion about its content.
 *
 * @param reason for operators, with a hint; never a path or an address
 */
public record DestinationUnavailable(String reason)
        implements ListResult,
                WalkResult,
                ObjectLockResult,
                ArchiveStorageClassResult,
                AbortResult,
                ChecksumAttestation,
                PutResult,
                StatResult,
                OpenResult,
                HashResult,
                DeletionResult,
                BeginWriteResult,
                FlushResult,
                SealArtifactResult,
                UnfinishedWriteState,
                FreeSpace {}
