package io.holdfast.store;

/** The answer to a wish to delete. Asking again after any answer is safe. */
public sealed interface Deletion permits Deletion.Deleted, Deletion.AlreadyGone, Deletion.NotDeleted, Unavailable {

    /** The artifact is gone for good, and its companions with it. */
    record Deleted(Key key) implements Deletion {}

    /** There was no artifact; companions that an aborted deletion had left are gone too. */
    record AlreadyGone(Key key) implements Deletion {}

    /** The storage refused; what is left is a complete backup, or companions that nobody takes for one. */
    record NotDeleted(Key key, String reason) implements Deletion {}
}
