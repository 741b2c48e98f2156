package io.holdfast.store;

/** The result of making a directory a destination. */
public sealed interface InitDestinationResult {

    /** It was a destination already. */
    record Known() implements InitDestinationResult {}

    /** It is now a destination. */
    record Created() implements InitDestinationResult {}

    /** @param reason for operators, with a hint */
    record Refused(String reason) implements InitDestinationResult {}
}
