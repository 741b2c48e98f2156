package io.holdfast.retention.copying;

import io.holdfast.events.DatabaseId;
import java.util.List;

/** The configured destinations, as far as copying has to know them. */
public interface CopyDestinations {

    /** @param isOffSite whether it survives the loss of this host */
    record Place(String id, boolean isOffSite) {}

    /** Where every backup of the database should lie, the nearest first. */
    List<Place> of(DatabaseId database);

    /** The nearest first. */
    List<Place> all();
}
