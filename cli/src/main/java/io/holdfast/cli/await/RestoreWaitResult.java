package io.holdfast.cli.await;

import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;

/** The result of waiting for a restore. */
public sealed interface RestoreWaitResult {

    record Completed(RestoreCompleted event) implements RestoreWaitResult {}

    /** The restore failed. The live database is unchanged. */
    record Failed(RestoreFailed event) implements RestoreWaitResult {}

    /** The approval was rejected. Nothing was changed. */
    record Refused(String message) implements RestoreWaitResult {}

    /** The timeout expired. The restore continues. */
    record OutOfTime() implements RestoreWaitResult {}
}
