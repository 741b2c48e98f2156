package io.holdfast.store;

import io.holdfast.events.SealedCopy;

/** The answer to making an artifact final. */
public sealed interface SealResult
        permits SealResult.Sealed, NameTaken, UnsealedBytesLost, StorageFull, DestinationUnavailable {

    /** The artifact bears its name, durably, and its companions lie beside it. */
    record Sealed(SealedCopy copy) implements SealResult {}
}
