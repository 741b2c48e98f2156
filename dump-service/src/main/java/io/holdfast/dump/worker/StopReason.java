package io.holdfast.dump.worker;

import java.time.Duration;

/** Why a dump is ended before its time. The first reason counts. */
sealed interface StopReason {

    record CancelWished(String by, String reason) implements StopReason {}

    /** Somebody else has the run, or it has ended: nothing is recorded. */
    record LeaseLost() implements StopReason {}

    record Stalled(Duration silence) implements StopReason {}

    /** The service stops and hands the run back. */
    record ServiceStops() implements StopReason {}
}
