package io.holdfast.cli.waiting;

import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;

/** How the wait for a restore ended. */
public sealed interface RestoreOutcome {

    record Completed(RestoreCompleted event) implements RestoreOutcome {}

    /** What served before serves still. */
    record Failed(RestoreFailed event) implements RestoreOutcome {}

    /** The approval was refused; nothing was touched. */
    record Refused(String message) implements RestoreOutcome {}

    /** The time was over first; the work goes on. */
    record OutOfTime() implements RestoreOutcome {}
}
