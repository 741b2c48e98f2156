package io.holdfast.cli.config;

import io.holdfast.store.settings.DestinationSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Destinations as the store's own code takes them.
 *
 * @param backupDir of the destination {@code local}
 * @param destinations by id
 * @param ofDatabases ids of the destinations of each database that names some
 */
record FileDestinations(
        Path backupDir,
        Map<String, DestinationSettings.OfDestination> destinations,
        Map<String, List<String>> ofDatabases)
        implements DestinationSettings {

    private record Wanted(Optional<List<String>> destinations) implements DestinationSettings.OfDatabase {

        @Override
        public OptionalInt retentionDays() {
            return OptionalInt.empty();
        }
    }

    @Override
    public boolean groupReadable() {
        return false;
    }

    /** Not asked for by a check: nothing is written. */
    @Override
    public int retentionDays() {
        return 1;
    }

    @Override
    public Map<String, DestinationSettings.OfDatabase> databases() {
        return ofDatabases.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, wanted -> new Wanted(Optional.of(wanted.getValue()))));
    }
}
