package io.holdfast.dump.dumping;

/** The result of an operator's request to cancel a backup. */
public sealed interface CancelBackupResult {

    /** The backup had not started, and is cancelled. */
    record Cancelled() implements CancelBackupResult {}

    /** The worker was requested to stop. It publishes an event when it has stopped. */
    record Requested() implements CancelBackupResult {}

    /** The backup has already ended. */
    record TooLate(String state) implements CancelBackupResult {}

    record Unknown() implements CancelBackupResult {}
}
