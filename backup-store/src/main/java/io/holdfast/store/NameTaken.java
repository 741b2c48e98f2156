package io.holdfast.store;

/** Something lies under this name already; nothing is ever overwritten. */
public record NameTaken(ObjectKey key) implements BeginWriteResult, SealResult {}
