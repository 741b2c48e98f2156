package io.holdfast.restore.worker;

import io.holdfast.restore.postgres.Endings.Noted;
import io.holdfast.restore.restoring.Ending;

/** Whether a database became what the archive says. */
sealed interface Built {

    record Equal(Noted noted) implements Built {}

    record Not(Ending ending) implements Built {}
}
