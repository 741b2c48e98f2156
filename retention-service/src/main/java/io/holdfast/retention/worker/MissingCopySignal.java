package io.holdfast.retention.worker;

import io.holdfast.events.DatabaseId;

/** Something was heard after which a destination may lack a copy. */
public record MissingCopySignal(DatabaseId database) {}
