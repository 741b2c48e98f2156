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
 * What a service was started with, in its home: the name of each setting and variable with the digest of its value, without the
 * passwords that are made anew for each start. Only its owner can read the file.
 */
final class ServiceStartRecord {

    private final Path file;

    ServiceStartRecord(Path serviceHome) {
        this.file = serviceHome.resolve("started-with.properties");
    }

    /** In which way the service would now be started differently; empty if it is not known with what it was started. */
    Optional<SettingsChange> change(Map<String, String> wanted) {
        return read().map(before -> SettingsChange.between(before, digests(wanted)));
    }

    /** Digests of values by their names; empty if nothing is recorded. */
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
            PasswordFiles.write(
                    file,
                    digests(wanted).entrySet().stream()
                            .map(entry -> ServiceFiles.key(entry.getKey()) + "=" + entry.getValue())
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
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
