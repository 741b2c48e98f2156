package io.holdfast.cli.config;

import io.holdfast.settings.SettingName;
import io.holdfast.settings.SettingsFileValue;

/**
 * A setting in a file.
 *
 * @param line number of its first line, from 1
 * @param text its name as written in the file
 * @param value its value after Java's properties parser
 */
record ConfigEntry(int line, String text, String value) {

    SettingName name() {
        return SettingName.of(text);
    }

    /** The entry with the value that the services use. */
    ConfigEntry literal() {
        return withValue(new SettingsFileValue(value).literal());
    }

    /** Whether the value has an expression that services expand. */
    boolean isExpression() {
        return new SettingsFileValue(value).expression().isPresent();
    }

    ConfigEntry withValue(String other) {
        return new ConfigEntry(line, text, other);
    }
}
