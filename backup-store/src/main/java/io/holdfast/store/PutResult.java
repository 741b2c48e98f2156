package io.holdfast.store;

/** The result of storing a companion. */
public sealed interface PutResult permits PutResult.Placed, StorageFull, DestinationUnavailable {

    /** The companion is stored completely, and has replaced an earlier one. */
    record Placed(ObjectKey key) implements PutResult {}
}
