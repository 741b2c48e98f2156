package io.holdfast.store;

/** The answer to a wish to see everything, one file after the other. */
public sealed interface Walking permits Walking.Walked, Unavailable {

    /** @param files how many were shown */
    record Walked(long files) implements Walking {}
}
