package io.holdfast.verify.verifying;

/** Reads the earlier good backups of a database. */
public interface BackupHistoryQueries {

    /** The good backups of the same database and kind that started before this one. */
    BackupHistory before(BackupToVerify backup);
}
