package io.holdfast.restore.worker;

import io.holdfast.restore.postgres.PostSwapActions.PostSwapAction;

/** What the worker has claimed. */
sealed interface RestoreTask {

    record Restore(RestoreInProgress live) implements RestoreTask {}

    /** Something to do with what a restore has kept. */
    record Afterwards(PostSwapAction errand) implements RestoreTask {}
}
