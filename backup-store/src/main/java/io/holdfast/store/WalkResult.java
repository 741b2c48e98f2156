package io.holdfast.store;

/** The answer to a wish to see everything, one file after the other. */
public sealed interface WalkResult permits WalkResult.Walked, DestinationUnavailable {

    /** @param files how many were shown */
    record Walked(long files) implements WalkResult {}
}
