package io.holdfast.store;

import io.holdfast.events.Copy;

/** The answer to making an artifact final. */
public sealed interface Sealing permits Sealing.Sealed, NameTaken, Lost, StorageFull, Unavailable {

    /** The artifact bears its name, durably, and its companions lie beside it. */
    record Sealed(Copy copy) implements Sealing {}
}
