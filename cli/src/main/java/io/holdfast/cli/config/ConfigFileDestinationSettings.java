package io.holdfast.cli.config;

import io.holdfast.store.settings.DestinationSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The settings of all destinations, for the code of the backup store.
 *
 * @param backupDir folder of the destination {@code local}
 * @param destinations destinations by id
 * @param ofDatabases ids of destinations by database, for databases with this setting
 */
record ConfigFileDestinationSettings(
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

    /** Not used by a check, which writes nothing. */
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
