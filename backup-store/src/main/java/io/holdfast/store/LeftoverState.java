package io.holdfast.store;

/** What a dead writer left under its reserved name. */
public sealed interface LeftoverState
        permits LeftoverState.SealedThere, LeftoverState.Unsealed, LeftoverState.Nothing, DestinationUnavailable {

    /** The artifact was renamed to its final name. */
    record SealedThere(ObjectKey key) implements LeftoverState {}

    /** A partial file or companions, which are useless. */
    record Unsealed(ObjectKey key) implements LeftoverState {}

    record Nothing(ObjectKey key) implements LeftoverState {}
}
