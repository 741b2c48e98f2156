package io.holdfast.restore.worker;

import io.holdfast.restore.restoring.RestoreOutcome;

/** One of the ways to restore. Each begins by setting right what a dead worker may have left, and reads that from the server. */
interface RestoreStrategy {

    RestoreOutcome carryOut(RestoreAttempt attempt) throws InterruptedException;
}
