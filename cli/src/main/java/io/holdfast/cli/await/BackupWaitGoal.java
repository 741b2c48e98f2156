package io.holdfast.cli.await;

/** The state of a backup that {@code holdfast backup --wait} waits for. */
public enum BackupWaitGoal {
    /** The artifact is complete. */
    COMPLETED,
    /** The artifact was read again, hashed and decoded, and it is not suspicious. */
    VERIFIED,
    /** Every copy that the policy requires exists and is verified. */
    PROTECTED
}
