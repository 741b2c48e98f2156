package io.holdfast.retention.expiring;

/** Records as a process that was killed leaves them. */
public final class InterruptedRecords {

    private InterruptedRecords() {}

    /** Killed after the intent was marked, before the storage was called or its result recorded. */
    public static BackupRecord deleting(BackupRecord record) {
        return record.withIntents(
                record.intents().stream().map(DeletionIntent::deleting).toList());
    }
}
