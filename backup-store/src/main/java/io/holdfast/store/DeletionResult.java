package io.holdfast.store;

/** The answer to a wish to delete. Asking again after any answer is safe. */
public sealed interface DeletionResult
        permits DeletionResult.Deleted, DeletionResult.AlreadyGone, DeletionResult.NotDeleted, DestinationUnavailable {

    /** The artifact is gone for good, and its companions with it. */
    record Deleted(ObjectKey key) implements DeletionResult {}

    /** There was no artifact; companions that an aborted deletion had left are gone too. */
    record AlreadyGone(ObjectKey key) implements DeletionResult {}

    /** The storage refused; what is left is a complete backup, or companions that nobody takes for one. */
    record NotDeleted(ObjectKey key, String reason) implements DeletionResult {}
}
