package io.holdfast.retention.rebuilding;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the destinations without the backup records. */
public interface DestinationScanner {

    /** Ids of the destinations, nearest first. */
    List<String> all();

    /**
     * Passes on every artifact of the database that has a manifest. The content of all these files is untrusted until
     * it is compared with the object beside it.
     *
     * @param doubts receives what cannot be trusted, and why
     * @return why the destination cannot be read, or nothing
     */
    Optional<String> scan(
            String destination, DatabaseId database, Consumer<ArtifactAtDestination> each, Consumer<Finding> doubts);
}
