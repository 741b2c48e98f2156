package io.holdfast.store;

/** What a dead writer left under its reserved name. */
public sealed interface UnfinishedWriteState
        permits UnfinishedWriteState.SealedThere,
                UnfinishedWriteState.Unsealed,
                UnfinishedWriteState.Nothing,
                DestinationUnavailableResult {

    /** The artifact was renamed to its final name. */
    record SealedThere(ObjectKey key) implements UnfinishedWriteState {}

    /** A partial file or companions, which are useless. */
    record Unsealed(ObjectKey key) implements UnfinishedWriteState {}

    record Nothing(ObjectKey key) implements UnfinishedWriteState {}
}
