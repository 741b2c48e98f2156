package io.holdfast.restoreengine.contents;

/**
 * Where a sequence stands.
 *
 * @param isCalled whether the value was given out; otherwise it is the next one
 */
public record SequenceValue(TableName sequence, long value, boolean isCalled) {}
