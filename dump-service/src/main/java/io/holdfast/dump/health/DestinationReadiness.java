package io.holdfast.dump.health;

import io.holdfast.store.Destination;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Room;
import io.holdfast.store.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that a dump would have somewhere to go. */
@Readiness
@ApplicationScoped
class DestinationReadiness implements HealthCheck {

    private final Destination destination;

    DestinationReadiness(LocalDirectory destination) {
        this.destination = destination;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("destination");
        return switch (destination.room()) {
            case Room.Free free -> response.up().withData("free", free.bytes()).build();
            case Unavailable away ->
                response.down().withData("reason", away.reason()).build();
        };
    }
}
