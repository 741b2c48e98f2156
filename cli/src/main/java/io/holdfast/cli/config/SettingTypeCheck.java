package io.holdfast.cli.config;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.settings.CommaSeparatedList;
import io.holdfast.settings.DurationParser;
import io.holdfast.settings.SettingDefinition;
import io.holdfast.settings.SettingType;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks that values have the types of their settings. */
final class SettingTypeCheck {

    static final Set<String> TRUE = Set.of("true", "yes", "y", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "n", "off", "0");

    private static final Pattern COMMENT = Pattern.compile("\\s#");
    private static final Pattern DIGITS = Pattern.compile("[-+]?\\d+");

    private final ConfigFindingCollector configFindings;

    SettingTypeCheck(ConfigFindingCollector configFindings) {
        this.configFindings = configFindings;
    }

    /** Whether the value can be parsed. Other checks cover its meaning. */
    boolean check(ConfigEntry entry, SettingDefinition definition) {
        String value = entry.value();
        if (value.isBlank()) {
            configFindings.error(entry, "the value is empty", "Write a value, or remove the line.");
            return false;
        }
        if (value.strip().equals(ConfigTemplate.BLANK)) {
            configFindings.error(
                    entry, "the placeholder was not replaced by a value", "Write a value, or remove the line.");
            return false;
        }
        if (isQuoted(value) && !definition.isSecret()) {
            configFindings.error(
                    entry,
                    "the value is in quotation marks, which would become a part of it",
                    "Remove the quotation marks.");
            return false;
        }
        List<String> elements = definition.isList() ? CommaSeparatedList.split(value) : List.of(value);
        Optional<String> wrong =
                elements.stream().filter(one -> !fits(one, definition)).findFirst();
        wrong.ifPresent(one -> configFindings.error(
                entry, shown(one, definition) + " is not " + wanted(definition), hint(one, definition)));
        return wrong.isEmpty();
    }

    private static boolean isQuoted(String value) {
        String tidy = value.strip();
        return tidy.length() > 1
                && (tidy.startsWith("\"") && tidy.endsWith("\"") || tidy.startsWith("'") && tidy.endsWith("'"));
    }

    private static boolean fits(String value, SettingDefinition definition) {
        String tidy = value.strip();
        try {
            return switch (definition.type()) {
                case DURATION -> !DurationParser.parse(tidy).isNegative();
                case INTEGER -> Integer.parseInt(tidy) >= 0;
                case LONG -> Long.parseLong(tidy) >= 0;
                case BOOLEAN -> TRUE.contains(lower(tidy)) || FALSE.contains(lower(tidy));
                case ENUMERATION ->
                    definition.words().stream().anyMatch(word -> lower(word).equals(lower(tidy)));
                case INSTANT -> Instant.parse(tidy).isAfter(Instant.MIN);
                case URI -> new URI(tidy).getScheme() != null;
                case PATH -> tidy.indexOf('\0') < 0;
                case TEXT -> true;
            };
        } catch (IllegalArgumentException | DateTimeParseException | URISyntaxException e) {
            return false;
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String shown(String value, SettingDefinition definition) {
        return definition.isSecret() ? "the value" : "'" + ControlCharacterSanitizer.shortened(value) + "'";
    }

    private static String wanted(SettingDefinition definition) {
        return switch (definition.type()) {
            case DURATION -> "a duration";
            case INTEGER, LONG -> "a whole number from 0 to " + largest(definition);
            case BOOLEAN -> "true or false";
            case ENUMERATION -> "one of " + String.join(", ", definition.words());
            case INSTANT -> "an instant";
            case URI -> "a URL";
            case PATH -> "a path";
            case TEXT -> "a text";
        };
    }

    private static String largest(SettingDefinition definition) {
        return definition.type() == SettingType.INTEGER
                ? Integer.toString(Integer.MAX_VALUE)
                : Long.toString(Long.MAX_VALUE);
    }

    private static String hint(String value, SettingDefinition definition) {
        if (COMMENT.matcher(value).find()) {
            return "Write the comment on a separate line. Everything after '=' is the value.";
        }
        return switch (definition.type()) {
            case DURATION -> DurationParser.HINT;
            case INTEGER, LONG ->
                DIGITS.matcher(value.strip()).matches()
                        ? "Write a number in this range."
                        : "Write digits only, without a unit and without separators.";
            case BOOLEAN -> "Write true or false. Any other value means false.";
            case ENUMERATION -> "Write one of these values.";
            case INSTANT -> "Write it in UTC, such as 2026-05-18T02:00:00Z.";
            case URI -> "Write it with its scheme, such as http://localhost:3000/health.";
            case PATH, TEXT -> "";
        };
    }
}
