package io.holdfast.cli.config;

import io.holdfast.settings.SettingsCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Environment variables {@code HOLDFAST_*}, which override the settings file. */
record EnvironmentVariableOverrides(Map<String, String> environment, SettingsCatalog catalog) {

    private static final String ID = "<id>";

    /** Prefixes of names with an id. The name of a variable does not contain the exact id. */
    private static final List<String> NAMED =
            List.of("holdfast.databases", "holdfast.destinations", "holdfast.restore.targets", "holdfast.notify.sinks");

    static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    Optional<String> of(String setting) {
        return Optional.ofNullable(environment.get(variable(setting))).filter(value -> !value.isEmpty());
    }

    /** Settings that are set only by variables: settings without an id, and settings with an id in the file. They have no line. */
    List<ConfigEntry> beside(EffectiveConfigValues file) {
        List<ConfigEntry> added = new ArrayList<>();
        catalog.definitions().stream()
                .flatMap(setting -> names(setting.name(), file))
                .filter(name -> file.entry(name).isEmpty())
                .forEach(name -> of(name).ifPresent(value -> added.add(new ConfigEntry(0, name, value))));
        return added;
    }

    private static Stream<String> names(String pattern, EffectiveConfigValues file) {
        if (!pattern.contains("<")) {
            return Stream.of(pattern);
        }
        return NAMED.stream()
                .filter(prefix -> pattern.startsWith(prefix + "." + ID))
                .flatMap(prefix -> file.ids(prefix).stream().map(id -> pattern.replaceFirst(ID, id)))
                .filter(name -> !name.contains("<"));
    }
}
