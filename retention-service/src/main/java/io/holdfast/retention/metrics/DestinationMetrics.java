package io.holdfast.retention.metrics;

import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.FreeSpace;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measures whether each destination is reachable and its free space. It measures in the background, so that no scrape
 * waits for a storage.
 */
@ApplicationScoped
class DestinationMetrics {

    /** A storage without a size limit, such as a bucket. */
    private static final FreeSpace.Free NO_BOUND = new FreeSpace.Free(Long.MAX_VALUE);

    private final ConfiguredDestinations destinations;
    private final Map<String, FreeSpace> freeSpaces = new ConcurrentHashMap<>();

    DestinationMetrics(ConfiguredDestinations destinations, MeterRegistry registry) {
        this.destinations = destinations;
        for (Destination destination : destinations.all()) {
            String id = destination.id();
            Gauge.builder("holdfast_destination_available", () -> available(id))
                    .description("1 while the destination is reachable and accepts the credentials")
                    .tag("destination", id)
                    .register(registry);
            Gauge.builder("holdfast_destination_free_bytes", () -> free(id))
                    .description("Free space; NaN if the storage has no limit or is unreachable")
                    .tag("destination", id)
                    .register(registry);
        }
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void update() {
        destinations.all().forEach(destination -> freeSpaces.put(destination.id(), destination.freeSpace()));
    }

    private double available(String id) {
        return switch (freeSpaces.get(id)) {
            case null -> Double.NaN;
            case FreeSpace.Free free -> 1;
            case DestinationUnavailableResult away -> 0;
        };
    }

    private double free(String id) {
        return freeSpaces.get(id) instanceof FreeSpace.Free free && !free.equals(NO_BOUND) ? free.bytes() : Double.NaN;
    }
}
