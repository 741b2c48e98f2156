package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.DestinationWithoutCopy;
import io.holdfast.dump.source.DumpFailure;
import io.holdfast.dump.source.SourceFacts;
import io.holdfast.events.FailureReason;
import io.holdfast.postgrestools.ArchiveCompression;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.store.Destination;
import java.util.List;
import java.util.OptionalLong;

/** The answer of preflight. */
sealed interface PreflightResult {

    /**
     * @param lastBytes of the previous backup of this kind, from which size and progress are estimated
     * @param destinations that have room, at least one
     * @param missing those that could not be used from the start
     */
    record Cleared(
            DatabaseConnection connection,
            SourceFacts facts,
            ClientPrograms programs,
            ArchiveCompression compression,
            OptionalLong lastBytes,
            List<Destination> destinations,
            List<DestinationWithoutCopy> missing)
            implements PreflightResult {}

    /** Refused before any byte was written. */
    record NotCleared(DumpFailure why) implements PreflightResult {

        NotCleared(FailureReason failure, String message) {
            this(DumpFailure.of(failure, message));
        }
    }
}
