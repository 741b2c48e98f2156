package io.holdfast.scheduler.scheduling;

/** The state of a slot's own request according to the event log, unless the backup completed. */
public sealed interface ScheduledSlotRequestState {

    /** The request was accepted, and is queued or running. */
    record Accepted() implements ScheduledSlotRequestState {}

    /**
     * The request ended without a backup: it failed permanently, was rejected, or was cancelled.
     *
     * @param how a clause for operators, such as {@code failed permanently (unreachable): connection refused}
     */
    record Ended(String how) implements ScheduledSlotRequestState {}
}
