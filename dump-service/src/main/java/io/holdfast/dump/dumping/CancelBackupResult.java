package io.holdfast.dump.dumping;

/** What became of an operator's wish to stop a backup. */
public sealed interface CancelBackupResult {

    /** It had not begun, and will not. */
    record Cancelled() implements CancelBackupResult {}

    /** Its worker has been asked to stop, and will say so. */
    record Requested() implements CancelBackupResult {}

    /** There is nothing to stop. */
    record TooLate(String state) implements CancelBackupResult {}

    record Unknown() implements CancelBackupResult {}
}
