package io.holdfast.cli.await;

import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;

/** How the wait for a restore ended. */
public sealed interface RestoreWaitResult {

    record Completed(RestoreCompleted event) implements RestoreWaitResult {}

    /** What served before serves still. */
    record Failed(RestoreFailed event) implements RestoreWaitResult {}

    /** The approval was refused; nothing was touched. */
    record Refused(String message) implements RestoreWaitResult {}

    /** The time was over first; the work goes on. */
    record OutOfTime() implements RestoreWaitResult {}
}
