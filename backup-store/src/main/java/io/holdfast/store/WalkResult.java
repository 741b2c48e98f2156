package io.holdfast.store;

/** The result of visiting all files one by one. */
public sealed interface WalkResult permits WalkResult.Walked, DestinationUnavailable {

    /** @param files number of visited files */
    record Walked(long files) implements WalkResult {}
}
