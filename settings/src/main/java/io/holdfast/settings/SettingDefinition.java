package io.holdfast.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A setting, or a setting of each database, destination, target, sink and so on.
 *
 * @param name with the placeholders {@code <id>} and {@code <kind>} for the operator's names, such as
 * {@code holdfast.databases.<id>.password}
 * @param type of the value, or of each element of a list
 * @param isList whether the value is a list, separated by commas
 * @param words values of an enumeration; empty for other types
 * @param fallback default in the notation of a file; empty if absence has a meaning, or if the setting is required
 * @param isRequired whether a service that reads it requires it at start
 * @param isSecret whether the value can be or contain a secret
 * @param services services that read it, such as {@code dump-service}; other services need not know it
 * @param meaning one or more sentences for operators
 */
public record SettingDefinition(
        String name,
        SettingType type,
        boolean isList,
        List<String> words,
        Optional<String> fallback,
        boolean isRequired,
        boolean isSecret,
        Set<String> services,
        String meaning) {

    public SettingDefinition {
        words = List.copyOf(words);
        services = Set.copyOf(services);
    }
}
