package io.holdfast.retention.schedule;

import io.holdfast.store.Destination;
import io.holdfast.store.Room;
import io.holdfast.store.Unavailable;
import io.holdfast.store.settings.Destinations;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whether each destination is there and what still fits, asked now and then: no scrape should wait for a storage. */
@ApplicationScoped
class DestinationMeters {

    /** A storage that tells no bound, such as a bucket. */
    private static final Room.Free NO_BOUND = new Room.Free(Long.MAX_VALUE);

    private final Destinations destinations;
    private final Map<String, Room> rooms = new ConcurrentHashMap<>();

    DestinationMeters(Destinations destinations, MeterRegistry registry) {
        this.destinations = destinations;
        for (Destination destination : destinations.all()) {
            String id = destination.id();
            Gauge.builder("holdfast_destination_available", () -> available(id))
                    .description("1 while the destination is there and lets us in")
                    .tag("destination", id)
                    .register(registry);
            Gauge.builder("holdfast_destination_free_bytes", () -> free(id))
                    .description("What still fits; NaN where the storage tells no bound or is away")
                    .tag("destination", id)
                    .register(registry);
        }
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        destinations.all().forEach(destination -> rooms.put(destination.id(), destination.room()));
    }

    private double available(String id) {
        return switch (rooms.get(id)) {
            case null -> Double.NaN;
            case Room.Free free -> 1;
            case Unavailable away -> 0;
        };
    }

    private double free(String id) {
        return rooms.get(id) instanceof Room.Free free && !free.equals(NO_BOUND) ? free.bytes() : Double.NaN;
    }
}
