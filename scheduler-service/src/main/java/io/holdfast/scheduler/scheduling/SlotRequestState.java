package io.holdfast.scheduler.scheduling;

/** What the log says about a slot's own request, short of a completed backup. */
public sealed interface SlotRequestState {

    /** It was heard, and is queued or running. */
    record Accepted() implements SlotRequestState {}

    /**
     * It ended without a backup: failed for good, rejected, or cancelled.
     *
     * @param how a clause for a person, such as {@code failed for good (unreachable): connection refused}
     */
    record Ended(String how) implements SlotRequestState {}
}
