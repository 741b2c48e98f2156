package io.holdfast.store;

/** What a dead writer left under the name that was reserved for it. */
public sealed interface Remains permits Remains.SealedThere, Remains.Unsealed, Remains.Nothing, Unavailable {

    /** It got as far as the rename. */
    record SealedThere(Key key) implements Remains {}

    /** A partial or companions, of no use to anyone. */
    record Unsealed(Key key) implements Remains {}

    record Nothing(Key key) implements Remains {}
}
