package io.holdfast.store;

/**
 * No room for what had to be written.
 *
 * @param reason for a person, with the values known
 */
public record StorageFull(String reason) implements PutResult, BeginWriteResult, FlushResult, SealResult {}
