package io.holdfast.store;

/** The answer to a wish to write. */
public sealed interface Beginning permits Beginning.Begun, NameTaken, StorageFull, Unavailable {

    record Begun(Writing writing) implements Beginning {}
}
