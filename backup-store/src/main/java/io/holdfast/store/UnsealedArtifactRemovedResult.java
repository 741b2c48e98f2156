package io.holdfast.store;

/** A sweep removed the unsealed bytes, because it considered their writer dead. */
public record UnsealedArtifactRemovedResult(ObjectKey key) implements SealArtifactResult {}
