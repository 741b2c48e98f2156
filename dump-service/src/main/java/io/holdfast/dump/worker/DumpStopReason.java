package io.holdfast.dump.worker;

import java.time.Duration;

/** Why a dump is ended before its time. The first reason counts. */
sealed interface DumpStopReason {

    record CancellationRequested(String by, String reason) implements DumpStopReason {}

    /** Somebody else has the run, or it has ended: nothing is recorded. */
    record LeaseLost() implements DumpStopReason {}

    record Stalled(Duration silence) implements DumpStopReason {}

    /** The service stops and hands the run back. */
    record ServiceStops() implements DumpStopReason {}
}
