package io.holdfast.cli.waiting;

import io.holdfast.events.BackupEvent;

/** How an operator's request was answered. */
public sealed interface Answer {

    /** @param event that says that it is done */
    record Done(BackupEvent event) implements Answer {}

    /** It was understood and refused, or has become impossible. */
    record Refused(String message) implements Answer {}

    /** Nobody answered in the time given. */
    record Silence() implements Answer {}
}
