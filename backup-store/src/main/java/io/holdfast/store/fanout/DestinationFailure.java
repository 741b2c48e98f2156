package io.holdfast.store.fanout;

import io.holdfast.events.FailureReason;

/**
 * Why a destination has not got its copy. The others are not concerned.
 *
 * @param destination its id
 * @param failure {@code STORAGE_FULL}, {@code STORAGE_UNAVAILABLE} or {@code STALLED}
 * @param message for a person, with a hint
 */
public record DestinationFailure(String destination, FailureReason failure, String message) {}
