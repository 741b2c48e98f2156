package io.holdfast.cli.config;

import io.holdfast.settings.SettingDefinition;
import io.holdfast.settings.SettingsCatalog;
import java.util.ArrayList;
import java.util.List;

/** The text of a file of settings to begin with: what has to be filled in, and everything that the catalogue has, commented out. */
final class ConfigTemplate {

    /** Stands where the operator has to write a value. */
    static final String BLANK = "FILL-IN";

    private static final int WIDTH = 110;

    private static final String MINIMUM = """
        # Settings of Holdfast: Java properties in UTF-8. Lines that begin with '#' are comments.
        # Fill in the lines with %1$s, then run: holdfast config check FILE
        # Relative paths are relative to the folder of this file. Durations: 90s, 15m, 6h, 30d.

        # A database to back up. 'app' is its id: a name of your own, of letters, digits, '_' and '-'.
        # For further databases, repeat these lines with other ids.
        holdfast.databases.app.host=%1$s
        # Its name on the server, if that is not the id.
        holdfast.databases.app.name=%1$s
        # A role that may read all of it and is no superuser: docs/roles.md has its SQL.
        holdfast.databases.app.username=%1$s
        # A file whose first line is the password. Only the services should be able to read it.
        holdfast.databases.app.password-file=%1$s
        """.formatted(BLANK);

    private final SettingsCatalog catalog;

    ConfigTemplate(SettingsCatalog catalog) {
        this.catalog = catalog;
    }

    String text() {
        StringBuilder text = new StringBuilder(MINIMUM);
        for (TemplateGroup group : TemplateGroup.values()) {
            text.append("\n\n# ---- ").append(group.title()).append(" ----\n");
            catalog.definitions().stream()
                    .filter(setting -> TemplateGroup.of(setting) == group)
                    .forEach(setting -> setting(text, setting));
        }
        return text.toString();
    }

    private static void setting(StringBuilder text, SettingDefinition setting) {
        text.append('\n');
        wrapped(explained(setting))
                .forEach(line -> text.append("# ").append(line).append('\n'));
        text.append('#')
                .append(TemplateGroup.exampleName(setting.name()))
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
