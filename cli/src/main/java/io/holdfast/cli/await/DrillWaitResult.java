package io.holdfast.cli.await;

import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DrillEvent.DrillImpossible;

/** The result of waiting for a drill. */
public sealed interface DrillWaitResult {

    record Completed(DrillCompleted event) implements DrillWaitResult {}

    record Failed(DrillFailed event) implements DrillWaitResult {}

    /** The scratch server lacks something. This does not mean that the backup is corrupt. */
    record Impossible(DrillImpossible event) implements DrillWaitResult {}

    /** The request was rejected. No drill was started. */
    record Refused(String message) implements DrillWaitResult {}

    /** The timeout expired. The drill continues. */
    record OutOfTime() implements DrillWaitResult {}
}
