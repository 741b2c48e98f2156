package io.holdfast.retention.expiring;

/** Pages as a process that was killed in the middle leaves them. */
public final class InterruptedRecords {

    private InterruptedRecords() {}

    /** Killed after the page was marked, before the storage was asked or its answer recorded. */
    public static BackupRecord deleting(BackupRecord page) {
        return page.withIntents(
                page.intents().stream().map(DeletionIntent::deleting).toList());
    }
}
