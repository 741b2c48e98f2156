package io.holdfast.store;

/** The answer to putting a companion beside an artifact. */
public sealed interface PutResult permits PutResult.Placed, StorageFull, DestinationUnavailable {

    /** It lies there whole, in place of an earlier one. */
    record Placed(ObjectKey key) implements PutResult {}
}
