package io.holdfast.notify.settings;

import io.holdfast.events.secret.SecretFile;
import io.holdfast.events.secret.UnusableSecretFile;
import java.nio.file.Path;
import java.util.List;

/** What a sink's settings keep in a file. */
final class SinkSecret {

    private SinkSecret() {}

    /**
     * A password: blanks are part of it.
     *
     * @throws SettingTrouble if there is none
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
     * @throws SettingTrouble if there is none
     */
    static String firstWord(Path file, String setting) {
        return words(file, setting).stream()
                .findFirst()
                .orElseThrow(() -> new SettingTrouble("the file of " + setting + ", " + file + ", is empty"));
    }

    /** Lines that are not blank, without the blanks around them. */
    static List<String> words(Path file, String setting) {
        try {
            return SecretFile.lines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (UnusableSecretFile e) {
            throw unusable(setting, e);
        }
    }

    private static SettingTrouble unusable(String setting, UnusableSecretFile e) {
        return new SettingTrouble("the file of " + setting + ", " + e.problem());
    }
}
