package io.holdfast.localstack;

import io.holdfast.settings.SettingsFileValue;
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
 * Reads an operator's file of settings: Java's properties format in UTF-8, as the services read it in containers. Values with
 * an expression ({@link SettingsFileValue}) are rejected, so that an accepted file has the same meaning everywhere.
 */
final class StackConfigFileReader {

    private StackConfigFileReader() {}

    /**
     * The settings. Relative paths are relative to the folder of the file and are made absolute.
     *
     * @throws InvalidConfigurationException if the file cannot be read
     */
    static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new InvalidConfigurationException(
                    file + " does not exist",
                    "pass an existing file with --config, or write one as in docs/operations.md");
        } catch (CharacterCodingException e) {
            throw new InvalidConfigurationException(file + " is not encoded in UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    "cannot read " + file + ": " + e.getMessage(), "pass a file that you may read with --config");
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
                        ServiceSettingsFilter.absolute(
                                name, literal(file, name, properties.getProperty(name)), folder)));
        return settings;
    }

    private static String literal(Path file, String name, String written) {
        SettingsFileValue value = new SettingsFileValue(written);
        value.expression().ifPresent(expression -> {
            throw new InvalidConfigurationException(
                    file + ": the value of " + name + " contains " + expression + ", which services would expand",
                    "write \\\\$ for each literal dollar sign");
        });
        return value.literal();
    }
}
