package io.holdfast.retention.worker;

import io.holdfast.events.DatabaseId;

/** Fired after an event that may leave a destination without a copy. */
public record MissingCopyCheckTrigger(DatabaseId database) {}
