package io.holdfast.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One setting, or one setting of each database, destination, target, sink and so on.
 *
 * @param name with {@code <id>} and {@code <kind>} where a name of the operator's own stands, such as {@code
 *     holdfast.databases.<id>.password}
 * @param type of the value, or of each element if it is a list
 * @param isList whether the value is a list, separated by commas
 * @param words of an enumeration; empty for other types
 * @param fallback the default as it would be written in a file; empty if absence is meaningful, or if the setting is required
 * @param isRequired whether a service that reads it does not start without it
 * @param isSecret whether the value may be, or may contain, a secret
 * @param services that read it, such as {@code dump-service}; all others have no need to know it
 * @param meaning one sentence or more, for the operator
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
