package io.holdfast.restore.worker;

import io.holdfast.restore.postgres.PostSwapActionQueue.PostSwapAction;

/** A task that the worker has claimed. */
sealed interface RestoreTask {

    record Restore(RestoreInProgress live) implements RestoreTask {}

    /** An action on the database that a restore has kept. */
    record Afterwards(PostSwapAction errand) implements RestoreTask {}
}
