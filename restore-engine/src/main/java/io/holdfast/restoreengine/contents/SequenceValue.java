package io.holdfast.restoreengine.contents;

/**
 * The position of a sequence.
 *
 * @param isCalled whether the value has been used; if not, it is the next value
 */
public record SequenceValue(TableName sequence, long value, boolean isCalled) {}
