package io.holdfast.retention.expiring;

/** Pages as a process that was killed in the middle leaves them. */
public final class Halfway {

    private Halfway() {}

    /** Killed after the page was marked, before the storage was asked or its answer recorded. */
    public static Backup deleting(Backup page) {
        return page.withIntents(page.intents().stream().map(Intent::deleting).toList());
    }
}
