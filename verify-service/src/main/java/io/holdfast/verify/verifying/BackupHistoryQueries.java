package io.holdfast.verify.verifying;

/** What went before. */
public interface BackupHistoryQueries {

    /** The good backups of the same database and kind that were begun before this one. */
    BackupHistory before(BackupToVerify backup);
}
