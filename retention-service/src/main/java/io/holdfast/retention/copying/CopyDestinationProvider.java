package io.holdfast.retention.copying;

import io.holdfast.events.DatabaseId;
import java.util.List;

/** Provides the configured destinations, as far as copying requires them. */
public interface CopyDestinationProvider {

    /** @param isOffSite whether it survives the loss of this host */
    record Place(String id, boolean isOffSite) {}

    /** The destinations that should have every backup of the database, nearest first. */
    List<Place> of(DatabaseId database);

    /** All destinations, nearest first. */
    List<Place> all();
}
