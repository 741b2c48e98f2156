package io.holdfast.cli.await;

/** How far a backup must come for the wait to succeed. */
public enum BackupGoal {
    /** Its artifact is sealed. */
    COMPLETED,
    /** It was re-read, hashed and decoded, and was not suspicious. */
    VERIFIED,
    /** It has every copy that its policy asks for, and each was read again and found good. */
    PROTECTED
}
