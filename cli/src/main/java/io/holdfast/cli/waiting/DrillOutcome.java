package io.holdfast.cli.waiting;

import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DrillEvent.DrillImpossible;

/** How the wait for a drill ended. */
public sealed interface DrillOutcome {

    record Completed(DrillCompleted event) implements DrillOutcome {}

    record Failed(DrillFailed event) implements DrillOutcome {}

    /** The scratch server lacks something, which says nothing against the backup. */
    record Impossible(DrillImpossible event) implements DrillOutcome {}

    /** The request was refused; nothing was started. */
    record Refused(String message) implements DrillOutcome {}

    /** The time was over first; the work goes on. */
    record OutOfTime() implements DrillOutcome {}
}
