package io.holdfast.notify.settings;

import io.holdfast.events.secret.SecretFileReader;
import io.holdfast.events.secret.UnusableSecretFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads settings of a sink that are stored in files. */
final class SinkSecretFileReader {

    private SinkSecretFileReader() {}

    /**
     * Returns a password. Spaces are part of it.
     *
     * @throws SinkSettingsException if there is none
     */
    static String password(Path file, String setting) {
        try {
            return SecretFileReader.firstLine(file);
        } catch (UnusableSecretFileException e) {
            throw unusable(setting, e);
        }
    }

    /**
     * Returns the first non-blank line without surrounding whitespace.
     *
     * @throws SinkSettingsException if there is none
     */
    static String firstWord(Path file, String setting) {
        return text(file, setting).stream()
                .findFirst()
                .orElseThrow(() -> new SinkSettingsException("the file of " + setting + " is empty: " + file));
    }

    /** Returns all non-blank lines without surrounding whitespace. */
    static List<String> text(Path file, String setting) {
        try {
            return SecretFileReader.lines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (UnusableSecretFileException e) {
            throw unusable(setting, e);
        }
    }

    private static SinkSettingsException unusable(String setting, UnusableSecretFileException e) {
        return new SinkSettingsException("the file of " + setting + " cannot be used: " + e.problem());
    }
}
