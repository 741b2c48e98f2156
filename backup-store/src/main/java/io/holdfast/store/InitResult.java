package io.holdfast.store;

/** The result of making a directory a destination. */
public sealed interface InitResult {

    /** It was a destination already. */
    record Known() implements InitResult {}

    /** It is now a destination. */
    record Created() implements InitResult {}

    /** @param reason for operators, with a hint */
    record Refused(String reason) implements InitResult {}
}
