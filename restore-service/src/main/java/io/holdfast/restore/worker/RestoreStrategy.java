package io.holdfast.restore.worker;

import io.holdfast.restore.restoring.RestoreOutcome;

/**
 * Executes one restore mode. Each starts with a cleanup of what a dead worker may have left, which it reads from the server.
 */
interface RestoreStrategy {

    RestoreOutcome carryOut(RestoreAttempt attempt) throws InterruptedException;
}
