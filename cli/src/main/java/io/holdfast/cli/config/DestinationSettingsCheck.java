package io.holdfast.cli.config;

import io.holdfast.store.Destination;
import io.holdfast.store.age.AgeEncryptionRecipients;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.holdfast.store.settings.DestinationSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the settings of destinations and encryption with the code of the backup store. */
final class DestinationSettingsCheck {

    private static final String DESTINATIONS = "holdfast.destinations";
    private static final String DATABASES = "holdfast.databases";
    private static final List<String> NONE = List.of("none");

    private final EffectiveConfigValues configValues;
    private final ConfigFindingCollector configFindings;

    DestinationSettingsCheck(EffectiveConfigValues configValues, ConfigFindingCollector configFindings) {
        this.configValues = configValues;
        this.configFindings = configFindings;
    }

    void check() {
        Set<String> ids = configValues.ids(DESTINATIONS);
        ids.forEach(this::destination);
        Map<String, DestinationSettings.OfDestination> known = new LinkedHashMap<>();
        ids.forEach(id -> known.put(id, new ConfigFileDestination(directoryOnly(id), DESTINATIONS + "." + id)));
        configValues.ids(DATABASES).forEach(id -> unknown(id, known));
        recipients("holdfast.encryption.recipients", false);
        configValues.ids(DATABASES).forEach(id -> recipients(DATABASES + "." + id + ".encryption.recipients", true));
    }

    private void destination(String id) {
        String prefix = DESTINATIONS + "." + id;
        try {
            destination(configValues, id);
        } catch (IllegalArgumentException e) {
            Optional<ConfigEntry> named = configValues
                    .entries()
                    .filter(entry -> String.valueOf(e.getMessage()).startsWith(entry.text() + ":"))
                    .findFirst();
            if (named.isPresent()) {
                configFindings.refused(named.get(), e, "See docs/object-storage.md for examples.");
            } else {
                whole(prefix, id, String.valueOf(e.getMessage()));
            }
        }
    }

    /** Splits a message such as "destination 'offsite' has neither a path nor a bucket: set one of them". */
    private void whole(String prefix, String id, String message) {
        int begin = "destination ".length() + id.length() + 2;
        int end = message.indexOf(": ");
        configFindings.error(
                configValues.firstLine(prefix),
                prefix,
                prefix + ":" + message.substring(begin, end),
                ConfigFindingCollector.sentence(message.substring(end + 2)));
    }

    /** Creates the destination as the services do, without a connection. */
    static Optional<Destination> destination(EffectiveConfigValues configValues, String id) {
        return new ConfiguredDestinations(new ConfigFileDestinationSettings(
                        Path.of("/"),
                        Map.of(id, new ConfigFileDestination(configValues, DESTINATIONS + "." + id)),
                        Map.of()))
                .named(id);
    }

    /** A valid destination with this id, for checks that need only the id. */
    private EffectiveConfigValues directoryOnly(String id) {
        return new EffectiveConfigValues(
                List.of(new ConfigEntry(0, DESTINATIONS + "." + id + ".path", "/")),
                configValues.catalog(),
                Path.of("/"));
    }

    private void unknown(String database, Map<String, DestinationSettings.OfDestination> known) {
        String name = DATABASES + "." + database + ".destinations";
        configValues.entry(name).filter(entry -> !entry.value().isBlank()).ifPresent(entry -> {
            List<String> wanted = configValues.list(name).orElse(List.of());
            try {
                new ConfiguredDestinations(
                        new ConfigFileDestinationSettings(Path.of("/"), known, Map.of(database, wanted)));
            } catch (IllegalArgumentException e) {
                boolean hasBlank = wanted.stream().anyMatch(id -> !id.equals(id.strip()));
                configFindings.error(
                        entry,
                        String.valueOf(e.getMessage()),
                        hasBlank
                                ? "Remove the spaces around the commas."
                                : "Use one of these ids, or set holdfast.destinations.<id>.path or .bucket for this id.");
            }
        });
    }

    private void recipients(String name, boolean mayBeNone) {
        configValues.entry(name).filter(entry -> !entry.value().isBlank()).ifPresent(entry -> {
            List<String> keys = configValues.list(name).orElse(List.of());
            try {
                if (!(mayBeNone && keys.equals(NONE))) {
                    new AgeEncryptionRecipients(keys);
                }
            } catch (IllegalArgumentException e) {
                configFindings.error(
                        entry,
                        String.valueOf(e.getMessage()),
                        "Run 'age-keygen -y KEYFILE' to print a public key. See docs/encryption.md.");
            }
        });
    }
}
