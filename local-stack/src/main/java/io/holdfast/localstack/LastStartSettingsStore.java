package io.holdfast.localstack;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Records in its home with which settings a service was started: each setting and variable with the digest of its
 * value. The passwords that are generated for each start are not included. Only the file's owner can read it.
 */
final class LastStartSettingsStore {

    private final Path file;

    LastStartSettingsStore(Path serviceHome) {
        this.file = serviceHome.resolve("started-with.properties");
    }

    /** How the settings of a new start would differ. Empty if no settings are recorded. */
    Optional<ServiceSettingsChange> change(Map<String, String> wanted) {
        return read().map(before -> ServiceSettingsChange.between(before, digests(wanted)));
    }

    /** Digests of the values by name. Empty if no settings are recorded. */
    Optional<Map<String, String>> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new StackException("cannot read " + file + ": " + e.getMessage(), e);
        }
        Map<String, String> digests = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> digests.put(name, properties.getProperty(name)));
        return Optional.of(digests);
    }

    void write(Map<String, String> wanted) {
        try {
            Files.createDirectories(file.getParent());
            PasswordFileGenerator.write(
                    file,
                    digests(wanted).entrySet().stream()
                            .map(entry -> ServiceProcessFolder.key(entry.getKey()) + "=" + entry.getValue())
                            .collect(Collectors.joining("\n")));
        } catch (IOException e) {
            throw new StackException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> digests(Map<String, String> wanted) {
        Map<String, String> digests = new TreeMap<>();
        wanted.forEach((name, value) -> digests.put(name, digest(value)));
        return digests;
    }

    private static String digest(String value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
