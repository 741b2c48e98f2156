package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A fact on {@code backup-events}, which is kept for ever and from which every reader can rebuild its view.
 *
 * <p>Grouped by who says it, so that a reader can switch over just the group it cares about without a {@code default}.
 * The time at which the fact happened is the envelope's.
 */
public sealed interface BackupEvent extends Message
        permits DumpEvent, VerificationEvent, RetentionEvent, CopyEvent, DrillEvent, RestoreEvent, OperatorEvent {

    /** The database concerned; the record's key, so that a database's events stay in order. */
    DatabaseId database();

    @Override
    @JsonIgnore
    default Topic topic() {
        return Topic.BACKUP_EVENTS;
    }

    @Override
    @JsonIgnore
    default String subject() {
        return database().value();
    }
}
