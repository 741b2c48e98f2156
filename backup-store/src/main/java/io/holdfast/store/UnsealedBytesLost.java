package io.holdfast.store;

/** The unsealed bytes were swept away by somebody who had reason to think their writer dead. */
public record UnsealedBytesLost(ObjectKey key) implements SealResult {}
