package io.holdfast.store;

/**
 * The destination itself cannot be used, for example because its file system is not mounted. Nothing may be concluded about
 * what lies there.
 *
 * @param reason for a person, with a hint; never a path or an address
 */
public record DestinationUnavailable(String reason)
        implements ListResult,
                WalkResult,
                LockResult,
                ArchiveResult,
                AbortResult,
                ChecksumAttestation,
                PutResult,
                StatResult,
                OpenResult,
                HashResult,
                DeletionResult,
                BeginWriteResult,
                FlushResult,
                SealResult,
                LeftoverState,
                FreeSpace {}
