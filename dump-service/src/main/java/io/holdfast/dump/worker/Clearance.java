package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.MissingCopy;
import io.holdfast.dump.source.DumpFailure;
import io.holdfast.dump.source.SourceFacts;
import io.holdfast.events.Failure;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.Compression;
import io.holdfast.postgrestools.Connection;
import io.holdfast.store.Destination;
import java.util.List;
import java.util.OptionalLong;

/** The answer of preflight. */
sealed interface Clearance {

    /**
     * @param lastBytes of the previous backup of this kind, from which size and progress are estimated
     * @param destinations that have room, at least one
     * @param missing those that could not be used from the start
     */
    record Cleared(
            Connection connection,
            SourceFacts facts,
            ClientPrograms programs,
            Compression compression,
            OptionalLong lastBytes,
            List<Destination> destinations,
            List<MissingCopy> missing)
            implements Clearance {}

    /** Refused before any byte was written. */
    record NotCleared(DumpFailure why) implements Clearance {

        NotCleared(Failure failure, String message) {
            this(DumpFailure.of(failure, message));
        }
    }
}
