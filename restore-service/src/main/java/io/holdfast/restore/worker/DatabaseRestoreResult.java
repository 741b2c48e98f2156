package io.holdfast.restore.worker;

import io.holdfast.restore.postgres.RestoreOutcomeRepository.Noted;
import io.holdfast.restore.restoring.RestoreOutcome;

/** The result of restoring a database and comparing it with the archive. */
sealed interface DatabaseRestoreResult {

    record Equal(Noted noted) implements DatabaseRestoreResult {}

    /**
     * The database contains everything that could be restored; {@code noted} lists what could not.
     *
     * @param hasRows whether the rows of all requested tables equal those of the archive
     */
    record PartlyEqual(Noted noted, boolean hasRows) implements DatabaseRestoreResult {

        /** The failure, for a database that must be complete. */
        RestoreOutcome.Failed failed() {
            return new RestoreOutcome.Failed(
                    "contents_differ",
                    "The restored contents differ from the archive. hint: 'holdfast show RESTORE --log' shows the"
                            + " differences.",
                    noted.notRestored(),
                    noted.words());
        }
    }

    record NotBuilt(RestoreOutcome ending) implements DatabaseRestoreResult {}
}
