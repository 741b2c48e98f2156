package io.holdfast.store.spread;

import io.holdfast.events.Failure;

/**
 * Why a destination has not got its copy. The others are not concerned.
 *
 * @param destination its id
 * @param failure {@code STORAGE_FULL}, {@code STORAGE_UNAVAILABLE} or {@code STALLED}
 * @param message for a person, with a hint
 */
public record Setback(String destination, Failure failure, String message) {}
