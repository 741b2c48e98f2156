package io.holdfast.cli.await;

import io.holdfast.events.BackupEvent;

/** The result of an operator's request. */
public sealed interface OperatorRequestResult {

    /** @param event the event that confirms it */
    record Done(BackupEvent event) implements OperatorRequestResult {}

    /** A service rejected the request, or it is no longer possible. */
    record Refused(String message) implements OperatorRequestResult {}

    /** No service responded before the timeout. */
    record Silence() implements OperatorRequestResult {}
}
