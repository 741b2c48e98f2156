package io.holdfast.store.fanout;

import io.holdfast.events.FailureReason;

/**
 * Why a destination has no copy. Other destinations are not affected.
 *
 * @param destination its id
 * @param failure {@code STORAGE_FULL}, {@code STORAGE_UNAVAILABLE} or {@code STALLED}
 * @param message for operators, with a hint
 */
public record DestinationWriteFailure(String destination, FailureReason failure, String message) {}
