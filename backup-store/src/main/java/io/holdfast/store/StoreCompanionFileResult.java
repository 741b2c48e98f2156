package io.holdfast.store;

/** The result of storing a companion. */
public sealed interface StoreCompanionFileResult
        permits StoreCompanionFileResult.Placed, StorageFullResult, DestinationUnavailableResult {

    /** The companion is stored completely, and has replaced an earlier one. */
    record Placed(ObjectKey key) implements StoreCompanionFileResult {}
}
