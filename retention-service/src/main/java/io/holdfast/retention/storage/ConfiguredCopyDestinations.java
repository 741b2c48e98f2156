package io.holdfast.retention.storage;

import io.holdfast.events.DatabaseId;
import io.holdfast.retention.copying.CopyDestinationProvider;
import io.holdfast.store.Destination;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The configured destinations, as copying requires them. */
@ApplicationScoped
class ConfiguredCopyDestinations implements CopyDestinationProvider {

    private final ConfiguredDestinations destinations;

    ConfiguredCopyDestinations(ConfiguredDestinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public List<Place> of(DatabaseId database) {
        return places(destinations.of(database));
    }

    @Override
    public List<Place> all() {
        return places(destinations.all());
    }

    private static List<Place> places(List<Destination> some) {
        return some.stream()
                .map(destination ->
                        new Place(destination.id(), destination.failureDomain().isOffSite()))
                .toList();
    }
}
