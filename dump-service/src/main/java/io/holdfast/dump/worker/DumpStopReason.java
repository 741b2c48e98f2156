package io.holdfast.dump.worker;

import java.time.Duration;

/** The reason why a dump is stopped early. The first reason is recorded. */
sealed interface DumpStopReason {

    record CancellationRequested(String by, String reason) implements DumpStopReason {}

    /** Another worker has the run, or the run has ended. Nothing is recorded. */
    record LeaseLost() implements DumpStopReason {}

    record Stalled(Duration silence) implements DumpStopReason {}

    /** The service shuts down and returns the run to the queue. */
    record ServiceStops() implements DumpStopReason {}
}
