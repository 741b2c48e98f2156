package io.holdfast.cli.config;

import io.holdfast.settings.CommaSeparatedList;
import io.holdfast.settings.DurationParser;
import io.holdfast.settings.SettingDefinition;
import io.holdfast.settings.SettingName;
import io.holdfast.settings.SettingsCatalog;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The settings of a file by name, with the defaults of the settings catalog. */
final class EffectiveConfigValues {

    private final Map<SettingName, ConfigEntry> byName = new LinkedHashMap<>();
    private final SettingsCatalog catalog;
    private final Path folder;

    /** @param folder base of relative paths */
    EffectiveConfigValues(List<ConfigEntry> entries, SettingsCatalog catalog, Path folder) {
        this.catalog = catalog;
        this.folder = folder;
        for (ConfigEntry entry : entries) {
            boolean isElement = entry.text().endsWith("]");
            byName.merge(
                    entry.name(),
                    entry,
                    (before, next) -> isElement ? before.withValue(before.value() + "," + next.value()) : next);
        }
    }

    SettingsCatalog catalog() {
        return catalog;
    }

    Stream<ConfigEntry> entries() {
        return byName.values().stream();
    }

    Optional<SettingDefinition> definition(ConfigEntry entry) {
        return catalog.find(entry.text());
    }

    Optional<ConfigEntry> entry(String name) {
        return Optional.ofNullable(byName.get(SettingName.of(name)));
    }

    /** The value in the file; empty if it is absent or empty. */
    Optional<String> value(String name) {
        return entry(name).map(ConfigEntry::value).filter(text -> !text.isEmpty());
    }

    Optional<String> fallback(String name) {
        return catalog.find(name).flatMap(SettingDefinition::fallback);
    }

    boolean isTrue(String name) {
        return value(name)
                .filter(text -> SettingTypeCheck.TRUE.contains(text.strip().toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    Optional<List<String>> list(String name) {
        return value(name).map(CommaSeparatedList::split);
    }

    /** The value as a path; empty if it is not a path, which another check reports. */
    Optional<Path> path(String name) {
        try {
            return value(name).map(text -> folder.resolve(text.strip()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The value in the file or the default; empty if neither is a duration. */
    Optional<Duration> duration(String name) {
        try {
            return value(name).or(() -> fallback(name)).map(DurationParser::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The operator's ids below a prefix such as {@code holdfast.databases}, from known settings, in the order of the file. */
    Set<String> ids(String prefix) {
        List<String> fixed = SettingName.of(prefix).parts();
        Set<String> ids = new LinkedHashSet<>();
        byName.values().stream()
                .filter(entry ->
                        isBelow(entry.name(), fixed) && definition(entry).isPresent())
                .map(entry -> entry.name().parts().get(fixed.size()))
                .forEach(ids::add);
        return ids;
    }

    /** Line of the first setting below a prefix; 0 if there is none. */
    int firstLine(String prefix) {
        List<String> fixed = SettingName.of(prefix).parts();
        return byName.entrySet().stream()
                .filter(entry -> isBelow(entry.getKey(), fixed))
                .mapToInt(entry -> entry.getValue().line())
                .min()
                .orElse(0);
    }

    /** Line of the first of these settings in the file; otherwise of the first setting below the prefix. */
    int line(String prefix, String... names) {
        return Stream.of(names)
                .flatMap(name -> entry(prefix + "." + name).stream())
                .mapToInt(ConfigEntry::line)
                .findFirst()
                .orElseGet(() -> firstLine(prefix));
    }

    private static boolean isBelow(SettingName name, List<String> fixed) {
        return name.parts().size() > fixed.size()
                && name.parts().subList(0, fixed.size()).equals(fixed);
    }
}
