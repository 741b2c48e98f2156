package io.holdfast.cli.await;

import io.holdfast.events.BackupEvent;

/** How an operator's request was answered. */
public sealed interface OperatorRequestResult {

    /** @param event that says that it is done */
    record Done(BackupEvent event) implements OperatorRequestResult {}

    /** It was understood and refused, or has become impossible. */
    record Refused(String message) implements OperatorRequestResult {}

    /** Nobody answered in the time given. */
    record Silence() implements OperatorRequestResult {}
}
