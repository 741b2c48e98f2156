package io.holdfast.settings;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The name of a setting definition. Its parts in angle brackets are placeholders for the operator's names. */
final class SettingNamePattern {

    private final SettingDefinition definition;
    private final List<String> parts;
    private final Pattern variable;

    SettingNamePattern(SettingDefinition definition) {
        this.definition = definition;
        this.parts = List.of(definition.name().split("\\."));
        this.variable = Pattern.compile(parts.stream()
                .map(part ->
                        isOwn(part) ? "\\w+" : part.toUpperCase(Locale.ROOT).replace('-', '_'))
                .collect(Collectors.joining("_")));
    }

    SettingDefinition definition() {
        return definition;
    }

    boolean matches(SettingName name) {
        if (name.parts().size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            String part = name.parts().get(i);
            if (isOwn(parts.get(i)) ? part.isEmpty() : !part.equals(parts.get(i))) {
                return false;
            }
        }
        return true;
    }

    boolean matchesVariable(String name) {
        return variable.matcher(name).matches();
    }

    int fixedParts() {
        return (int) parts.stream().filter(part -> !isOwn(part)).count();
    }

    int fixedLength() {
        return parts.stream()
                .filter(part -> !isOwn(part))
                .mapToInt(String::length)
                .sum();
    }

    /** This name, with the other's parts in place of the placeholders. */
    SettingName with(SettingName other) {
        return new SettingName(IntStream.range(0, parts.size())
                .mapToObj(i -> isOwn(parts.get(i)) && i < other.parts().size()
                        ? other.parts().get(i)
                        : parts.get(i))
                .toList());
    }

    private static boolean isOwn(String part) {
        return part.startsWith("<");
    }
}
