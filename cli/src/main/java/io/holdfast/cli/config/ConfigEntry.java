package io.holdfast.cli.config;

import io.holdfast.settings.SettingName;

/**
 * A setting of the file.
 *
 * @param line on which it begins, from 1
 * @param text the name as it is written
 * @param value as Java's properties read it
 */
record ConfigEntry(int line, String text, String value) {

    SettingName name() {
        return SettingName.of(text);
    }

    /** The value as the services take it, for whom {@code \\$} is a dollar sign. */
    ConfigEntry literal() {
        return withValue(value.replace("\\$", "$"));
    }

    /** Whether services that read the file themselves replace a part of the value. */
    boolean isExpression() {
        String rest = value.replace("\\$", "");
        return rest.contains("${") || rest.contains("$$");
    }

    ConfigEntry withValue(String other) {
        return new ConfigEntry(line, text, other);
    }
}
