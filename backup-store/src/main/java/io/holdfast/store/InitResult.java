package io.holdfast.store;

/** The answer to making a directory a destination. */
public sealed interface InitResult {

    /** It was one already. */
    record Known() implements InitResult {}

    /** It is one from now on. */
    record Created() implements InitResult {}

    /** @param reason for a person, with a hint */
    record Refused(String reason) implements InitResult {}
}
