package io.holdfast.cli.await;

import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DrillEvent.DrillImpossible;

/** How the wait for a drill ended. */
public sealed interface DrillWaitResult {

    record Completed(DrillCompleted event) implements DrillWaitResult {}

    record Failed(DrillFailed event) implements DrillWaitResult {}

    /** The scratch server lacks something, which says nothing against the backup. */
    record Impossible(DrillImpossible event) implements DrillWaitResult {}

    /** The request was refused; nothing was started. */
    record Refused(String message) implements DrillWaitResult {}

    /** The time was over first; the work goes on. */
    record OutOfTime() implements DrillWaitResult {}
}
