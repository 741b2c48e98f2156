package io.holdfast.localstack;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * An operator's file of settings: Java's format of properties in UTF-8, as the services read it themselves in containers.
 *
 * <p>A value means itself. The services would replace {@code ${…}} and {@code $$} in it, so both are refused, and {@code \$} is a
 * dollar sign here as there: a file that is accepted has one meaning everywhere.
 */
final class StackConfigFile {

    private StackConfigFile() {}

    /**
     * The settings, with relative paths made absolute: they are relative to the folder of the file.
     *
     * @throws InvalidConfigurationException if the file cannot be read
     */
    static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new InvalidConfigurationException(
                    file + " does not exist", "name an existing file with --config, or write one: docs/operations.md");
        } catch (CharacterCodingException e) {
            throw new InvalidConfigurationException(file + " is not encoded in UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    "cannot read " + file + ": " + e.getMessage(), "name a file that you may read with --config");
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(
                    file + " contains \\u without four hexadecimal digits", "write a backslash as \\\\");
        }
        Path folder = file.toAbsolutePath().resolveSibling("").normalize();
        Map<String, String> settings = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> settings.put(
                        name,
                        SettingsByService.absolute(name, literal(file, name, properties.getProperty(name)), folder)));
        return settings;
    }

    private static String literal(Path file, String name, String value) {
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            String two = value.substring(i, Math.min(i + 2, value.length()));
            if (two.equals("\\$")) {
                i++;
            } else if (two.equals("${") || two.equals("$$")) {
                throw new InvalidConfigurationException(
                        file + ": the value of " + name + " contains " + two + ", which is replaced by services",
                        "write \\\\$ for each dollar sign that is meant as such");
            }
            literal.append(value.charAt(i));
        }
        return literal.toString();
    }
}
