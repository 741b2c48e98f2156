package io.holdfast.restore.worker;

import io.holdfast.restore.postgres.RestoreOutcomeRepository.Noted;
import io.holdfast.restore.restoring.RestoreOutcome;

/** Whether a database became what the archive says. */
sealed interface BuildResult {

    record Equal(Noted noted) implements BuildResult {}

    /**
     * It has what could be brought back; {@code noted} says what could not.
     *
     * @param hasRows whether the rows of all tables that are wanted are the archive's
     */
    record PartlyEqual(Noted noted, boolean hasRows) implements BuildResult {

        /** For a database that must not serve so. */
        RestoreOutcome.Failed failed() {
            return new RestoreOutcome.Failed(
                    "contents_differ",
                    "What was restored is not what the archive holds. The restore's own page says where.",
                    noted.notRestored(),
                    noted.words());
        }
    }

    record NotBuilt(RestoreOutcome ending) implements BuildResult {}
}
