package io.holdfast.dump.dumping;

/** What became of an operator's wish to stop a backup. */
public sealed interface CancelResult {

    /** It had not begun, and will not. */
    record Cancelled() implements CancelResult {}

    /** Its worker has been asked to stop, and will say so. */
    record Requested() implements CancelResult {}

    /** There is nothing to stop. */
    record TooLate(String state) implements CancelResult {}

    record Unknown() implements CancelResult {}
}
