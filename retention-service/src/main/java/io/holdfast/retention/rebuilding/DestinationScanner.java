package io.holdfast.retention.rebuilding;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The destinations, as somebody sees them who knows nothing. */
public interface DestinationScanner {

    /** Ids of the destinations, the nearest first. */
    List<String> all();

    /**
     * Shows every artifact of the database that has a manifest. Everything in these files is hostile until it was held against
     * the object that it lies beside.
     *
     * @param doubts what cannot be believed, and why
     * @return why the destination cannot be looked at, or nothing
     */
    Optional<String> scan(
            String destination, DatabaseId database, Consumer<FoundArtifact> each, Consumer<Finding> doubts);
}
