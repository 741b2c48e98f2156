package io.holdfast.restore.worker;

import io.holdfast.restore.restoring.Ending;

/** One of the ways to restore. Each begins by setting right what a dead worker may have left, and reads that from the server. */
interface Way {

    Ending carryOut(Attempt attempt) throws InterruptedException;
}
