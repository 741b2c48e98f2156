package io.holdfast.restore.worker;

import io.holdfast.restore.postgres.Endings.Noted;
import io.holdfast.restore.restoring.Ending;

/** Whether a database became what the archive says. */
sealed interface Built {

    record Equal(Noted noted) implements Built {}

    /**
     * It has what could be brought back; {@code noted} says what could not.
     *
     * @param hasRows whether the rows of all tables that are wanted are the archive's
     */
    record Partly(Noted noted, boolean hasRows) implements Built {

        /** For a database that must not serve so. */
        Ending.Failed failed() {
            return new Ending.Failed(
                    "contents_differ",
                    "What was restored is not what the archive holds. The restore's own page says where.",
                    noted.notRestored(),
                    noted.words());
        }
    }

    record Not(Ending ending) implements Built {}
}
