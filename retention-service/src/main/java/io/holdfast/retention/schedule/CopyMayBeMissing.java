package io.holdfast.retention.schedule;

import io.holdfast.events.DatabaseId;

/** Something was heard after which a destination may lack a copy. */
public record CopyMayBeMissing(DatabaseId database) {}
