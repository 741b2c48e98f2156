package io.holdfast.cli.config;

import io.holdfast.settings.SettingDefinition;
import io.holdfast.settings.SettingsCatalog;
import java.util.ArrayList;
import java.util.List;

/** The text of a new settings file: the required settings, and all other settings of the settings catalog as comments. */
final class ConfigTemplate {

    /** Placeholder for a value that the operator must write. */
    static final String BLANK = "FILL-IN";

    private static final int WIDTH = 110;

    private static final String MINIMUM = """
        # Settings of Holdfast: Java properties in UTF-8. Lines that begin with '#' are comments.
        # Replace each %1$s, then run: holdfast config check FILE
        # Relative paths are relative to the folder of this file. Durations: 90s, 15m, 6h, 30d.

        # A database to back up. 'app' is its id. Choose an id of letters, digits, '_' and '-'.
        # For more databases, repeat these lines with other ids.
        holdfast.databases.app.host=%1$s
        # The name of the database on the server, if it differs from the id.
        holdfast.databases.app.name=%1$s
        # A role that may read the whole database and is not a superuser. See docs/roles.md for its SQL.
        holdfast.databases.app.username=%1$s
        # A file with the password in its first line. Only the services should be able to read it.
        holdfast.databases.app.password-file=%1$s
        """.formatted(BLANK);

    private final SettingsCatalog catalog;

    ConfigTemplate(SettingsCatalog catalog) {
        this.catalog = catalog;
    }

    String text() {
        StringBuilder text = new StringBuilder(MINIMUM);
        for (ConfigTemplateSection group : ConfigTemplateSection.values()) {
            text.append("\n\n# ---- ").append(group.title()).append(" ----\n");
            catalog.definitions().stream()
                    .filter(setting -> ConfigTemplateSection.of(setting) == group)
                    .forEach(setting -> setting(text, setting));
        }
        return text.toString();
    }

    private static void setting(StringBuilder text, SettingDefinition setting) {
        text.append('\n');
        wrapped(explained(setting))
                .forEach(line -> text.append("# ").append(line).append('\n'));
        text.append('#')
                .append(ConfigTemplateSection.exampleName(setting.name()))
                .append('=')
                .append(setting.fallback().orElse(""))
                .append('\n');
    }

    private static String explained(SettingDefinition setting) {
        String words = setting.words().isEmpty() ? "" : " One of: " + String.join(", ", setting.words()) + ".";
        String otherwise = setting.isRequired()
                ? " Required."
                : setting.fallback().map(value -> " Default: " + value + ".").orElse("");
        return (setting.meaning().replace("`", "") + words + otherwise).strip();
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + word.length() >= WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
