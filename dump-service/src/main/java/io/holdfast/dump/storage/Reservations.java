package io.holdfast.dump.storage;

import io.holdfast.dump.postgres.ReservedNames;
import io.holdfast.store.LocalDirectory;
import jakarta.enterprise.context.ApplicationScoped;

/** What the books say about names at the destination. */
@ApplicationScoped
public class Reservations {

    private final ReservedNames names;
    private final LocalDirectory destination;

    Reservations(ReservedNames names, LocalDirectory destination) {
        this.names = names;
        this.destination = destination;
    }

    /** To be called when the log has been read: then an unused destination is known to be unused. */
    public void prepareDestination() {
        LocalDestination.prepare(destination, names.any());
    }
}
