package io.holdfast.store;

/** The answer to putting a companion beside an artifact. */
public sealed interface Placing permits Placing.Placed, StorageFull, Unavailable {

    /** It lies there whole, in place of an earlier one. */
    record Placed(Key key) implements Placing {}
}
