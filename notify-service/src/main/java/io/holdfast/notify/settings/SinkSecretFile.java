package io.holdfast.notify.settings;

import io.holdfast.events.secret.SecretFile;
import io.holdfast.events.secret.UnusableSecretFile;
import java.nio.file.Path;
import java.util.List;

/** What a sink's settings keep in a file. */
final class SinkSecretFile {

    private SinkSecretFile() {}

    /**
     * A password: blanks are part of it.
     *
     * @throws SinkSettingsException if there is none
     */
    static String password(Path file, String setting) {
        try {
            return SecretFile.firstLine(file);
        } catch (UnusableSecretFile e) {
            throw unusable(setting, e);
        }
    }

    /**
     * The first line that is not blank, without the blanks around it.
     *
     * @throws SinkSettingsException if there is none
     */
    static String firstWord(Path file, String setting) {
        return text(file, setting).stream()
                .findFirst()
                .orElseThrow(() -> new SinkSettingsException("the file of " + setting + ", " + file + ", is empty"));
    }

    /** Lines that are not blank, without the blanks around them. */
    static List<String> text(Path file, String setting) {
        try {
            return SecretFile.lines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (UnusableSecretFile e) {
            throw unusable(setting, e);
        }
    }

    private static SinkSettingsException unusable(String setting, UnusableSecretFile e) {
        return new SinkSettingsException("the file of " + setting + ", " + e.problem());
    }
}
