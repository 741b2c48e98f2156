package io.holdfast.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A service's settings, log and process id.
 *
 * @param home also its working folder: Quarkus reads {@code config/application.properties} there
 */
record ServiceProcessFolder(String service, Path home, int port) {

    static ServiceProcessFolder prepare(
            String service, Path home, Map<String, String> settings, List<String> jvmArguments) {
        int port = existing(service, home)
                .map(ServiceProcessFolder::port)
                .filter(FreePort::isFree)
                .orElseGet(FreePort::any);
        ServiceProcessFolder files = new ServiceProcessFolder(service, home, port);
        try {
            files.write(settings);
            Files.write(files.argumentsFile(), jvmArguments);
        } catch (IOException e) {
            throw new StackException("cannot write " + home + ": " + e.getMessage(), e);
        }
        return files;
    }

    static Optional<ServiceProcessFolder> existing(String service, Path home) {
        Path file = home.resolve("port");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ServiceProcessFolder(
                    service, home, Integer.parseInt(Files.readString(file).strip())));
        } catch (IOException e) {
            throw new StackException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    Path log() {
        return home.resolve(service + ".log");
    }

    Path pidFile() {
        return home.resolve("service.pid");
    }

    /** Additional JVM arguments, kept for a restart. */
    List<String> jvmArguments() {
        try {
            return Files.readAllLines(argumentsFile());
        } catch (IOException e) {
            throw new StackException("cannot read " + argumentsFile() + ": " + e.getMessage(), e);
        }
    }

    private Path argumentsFile() {
        return home.resolve("jvm-arguments");
    }

    /** A text that is only in this service's command line. */
    String mark() {
        return "-Dholdfast.service=" + home;
    }

    private void write(Map<String, String> settings) throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("port"), port + "\n");
        Map<String, String> all = new TreeMap<>(settings);
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("quarkus.http.port", Integer.toString(port));
        PasswordFileGenerator.write(
                home.resolve("config/application.properties"),
                all.entrySet().stream()
                        .map(setting -> key(setting.getKey()) + "=" + value(setting.getValue()))
                        .collect(Collectors.joining("\n")));
    }

    /** The key, escaped for a properties file. */
    static String key(String key) {
        return key.replace("\\", "\\\\")
                .replace(" ", "\\ ")
                .replace(":", "\\:")
                .replace("=", "\\=")
                .replaceFirst("^([#!])", "\\\\$1");
    }

    /** The value, escaped for the properties format and, if necessary, against the expansion of {@code ${...}}. */
    private static String value(String value) {
        return value.replace("$", "\\$")
                .replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replaceFirst("^([ \t])", "\\\\$1");
    }
}
