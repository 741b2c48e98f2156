package io.holdfast.store;

/** What a dead writer left under the name that was reserved for it. */
public sealed interface LeftoverState
        permits LeftoverState.SealedThere, LeftoverState.Unsealed, LeftoverState.Nothing, DestinationUnavailable {

    /** It got as far as the rename. */
    record SealedThere(ObjectKey key) implements LeftoverState {}

    /** A partial or companions, of no use to anyone. */
    record Unsealed(ObjectKey key) implements LeftoverState {}

    record Nothing(ObjectKey key) implements LeftoverState {}
}
