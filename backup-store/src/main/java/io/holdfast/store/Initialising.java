package io.holdfast.store;

/** The answer to making a directory a destination. */
public sealed interface Initialising {

    /** It was one already. */
    record Known() implements Initialising {}

    /** It is one from now on. */
    record Created() implements Initialising {}

    /** @param reason for a person, with a hint */
    record Refused(String reason) implements Initialising {}
}
