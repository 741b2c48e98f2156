package io.holdfast.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Copies of a backup on further destinations. */
public sealed interface CopyEvent extends BackupEvent {

    BackupId backup();

    /** A further copy is durable. */
    record BackupCopied(BackupId backup, DatabaseId database, SealedCopy copy) implements CopyEvent {}

    /** A copy could not be made; the backup itself is unharmed. */
    record CopyFailed(
            BackupId backup,
            DatabaseId database,
            String destination,
            FailureReason failure,
            String message,
            @Nullable Instant retryAt)
            implements CopyEvent {}

    /**
     * A copy now lies in an archive class of its storage: it cannot be read at once, and its storage vouches for it by the
     * checksum that it keeps.
     *
     * @param copy as it lies now; a storage with versions has given it another one
     * @param storageClass as the storage calls it, such as {@code GLACIER}
     */
    record CopyArchived(BackupId backup, DatabaseId database, SealedCopy copy, String storageClass)
            implements CopyEvent {}

    /**
     * The storage has locked a copy, and said so when it was asked again.
     *
     * @param until nobody can delete the copy before
     */
    record CopyLocked(BackupId backup, DatabaseId database, CopyLocation copy, Instant until) implements CopyEvent {}

    /** The backup has every copy that its policy asks for, and each was read again and found good. */
    record BackupProtected(BackupId backup, DatabaseId database) implements CopyEvent {}

    /**
     * The storage's lock on a copy is missing or shorter than the policy asks.
     *
     * @param lockedUntil as read back; absent where there is no lock
     */
    record LockMissing(
            BackupId backup,
            DatabaseId database,
            CopyLocation copy,
            Instant requiredUntil,
            @Nullable Instant lockedUntil)
            implements CopyEvent {}
}
