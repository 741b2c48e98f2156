package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.DestinationWithoutCopy;
import io.holdfast.dump.source.DumpFailure;
import io.holdfast.dump.source.SourceDatabaseInfo;
import io.holdfast.events.FailureReason;
import io.holdfast.postgrestools.ArchiveCompression;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.store.Destination;
import java.util.List;
import java.util.OptionalLong;

/** The result of the preflight check. */
sealed interface DumpPreflightResult {

    /**
     * The dump can start.
     *
     * @param lastBytes size of the previous backup of this kind, for estimates of size and progress
     * @param destinations destinations with enough free space, at least one
     * @param missing destinations that are not available
     */
    record Cleared(
            DatabaseConnection connection,
            SourceDatabaseInfo facts,
            ClientPrograms programs,
            ArchiveCompression compression,
            OptionalLong lastBytes,
            List<Destination> destinations,
            List<DestinationWithoutCopy> missing)
            implements DumpPreflightResult {}

    /** The dump is refused before any byte is written. */
    record NotCleared(DumpFailure why) implements DumpPreflightResult {

        NotCleared(FailureReason failure, String message) {
            this(DumpFailure.of(failure, message));
        }
    }
}
