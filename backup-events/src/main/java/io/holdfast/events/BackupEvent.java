package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A fact on {@code backup-events}. The topic is kept forever, and every reader can rebuild its view from it.
 *
 * <p>Events are grouped by publisher, so that a reader can switch over the group that it needs without a {@code default}. The envelope has
 * the time of the fact.
 */
public sealed interface BackupEvent extends Message
        permits DumpEvent, VerificationEvent, RetentionEvent, BackupCopyEvent, DrillEvent, RestoreEvent, OperatorEvent {

    /** The database concerned. It is the key of the record, so that the events of a database stay in order. */
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
