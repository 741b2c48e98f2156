package io.holdfast.restore.worker;

import io.holdfast.restore.postgres.Errands.Errand;

/** What the worker has claimed. */
sealed interface Task {

    record Restore(LiveRestore live) implements Task {}

    /** Something to do with what a restore has kept. */
    record Afterwards(Errand errand) implements Task {}
}
