package io.holdfast.dump.doctor;

import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.FreeSpace;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The service is ready if at least one destination is available. */
@Readiness
@ApplicationScoped
class DestinationReadinessCheck implements HealthCheck {

    private final ConfiguredDestinations destinations;

    DestinationReadinessCheck(ConfiguredDestinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("destination");
        for (Destination destination : destinations.all()) {
            // Directories come first, so that no request is sent to a bucket if a directory is available.
            switch (destination.freeSpace()) {
                case FreeSpace.Free free -> {
                    return response.up().withData("usable", destination.id()).build();
                }
                case DestinationUnavailableResult away -> response.withData(destination.id(), away.reason());
            }
        }
        return response.down().build();
    }
}
