package io.holdfast.dump.dumping;

/** What became of an operator's wish to stop a backup. */
public sealed interface CancelOutcome {

    /** It had not begun, and will not. */
    record Cancelled() implements CancelOutcome {}

    /** Its worker has been asked to stop, and will say so. */
    record Asked() implements CancelOutcome {}

    /** There is nothing to stop. */
    record TooLate(String state) implements CancelOutcome {}

    record Unknown() implements CancelOutcome {}
}
