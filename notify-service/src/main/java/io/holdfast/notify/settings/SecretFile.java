package io.holdfast.notify.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small file with something that must not stand in the settings. */
final class SecretFile {

    private SecretFile() {}

    /** @throws SettingTrouble if there is none */
    static String firstLine(Path file, String setting) {
        return lines(file, setting).stream()
                .findFirst()
                .orElseThrow(() -> new SettingTrouble("the file of " + setting + " is empty"));
    }

    /** Lines that are not blank. */
    static List<String> lines(Path file, String setting) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new SettingTrouble("the file of " + setting + " cannot be read ("
                    + e.getClass().getSimpleName() + ")");
        }
    }
}
