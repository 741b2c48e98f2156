package io.holdfast.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Copies of a backup at further destinations. */
public sealed interface BackupCopyEvent extends BackupEvent {

    BackupId backup();

    /** A further copy is durable. */
    record BackupCopied(BackupId backup, DatabaseId database, BackupCopyRecord copy) implements BackupCopyEvent {}

    /** A copy could not be made. The backup itself is not affected. */
    record CopyFailed(
            BackupId backup,
            DatabaseId database,
            String destination,
            FailureReason failure,
            String message,
            @Nullable Instant retryAt)
            implements BackupCopyEvent {}

    /**
     * A copy was moved to an archive class of its storage. It cannot be read immediately; its storage attests it by the checksum that it
     * keeps.
     *
     * @param copy the copy after the move; a storage with versioning has assigned a new version
     * @param storageClass the storage's name of the class, such as {@code GLACIER}
     */
    record CopyArchived(BackupId backup, DatabaseId database, BackupCopyRecord copy, String storageClass)
            implements BackupCopyEvent {}

    /**
     * The storage has locked a copy, and has confirmed the lock when it was read back.
     *
     * @param until nobody can delete the copy before this time
     */
    record CopyLocked(BackupId backup, DatabaseId database, CopyLocation copy, Instant until)
            implements BackupCopyEvent {}

    /** The backup has every copy that its policy requires. Each copy was read again and found good. */
    record BackupProtected(BackupId backup, DatabaseId database) implements BackupCopyEvent {}

    /**
     * The storage's lock on a copy is missing, or shorter than the policy requires.
     *
     * @param lockedUntil as read back; absent if there is no lock
     */
    record LockMissing(
            BackupId backup,
            DatabaseId database,
            CopyLocation copy,
            Instant requiredUntil,
            @Nullable Instant lockedUntil)
            implements BackupCopyEvent {}
}
