package io.holdfast.cli.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.events.codec.Json;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.StackException;
import io.holdfast.localstack.StackStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of a local stack. {@code status --output json} prints it, and {@code up} writes it to {@code stack.json} for the other
 * commands.
 *
 * @param kafka address of the broker
 * @param catalogue JDBC URL, without user and password
 * @param offSite URL of the S3 server
 * @param scratch JDBC URL of the server for drills
 * @param database id of the database that it backs up, if there is only one
 * @param databases ids of all databases that it backs up, except its own catalog
 * @param config path of its settings file
 * @param backups folder of the artifacts
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record StackStateJson(
        boolean running,
        @Nullable String kafka,
        @Nullable String catalogue,
        @Nullable String offSite,
        @Nullable String scratch,
        @Nullable String database,
        List<String> databases,
        @Nullable String config,
        String home,
        @Nullable String backups,
        Map<String, Service> services) {

    /** One service. URL and process id are absent if it is not running. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Service(@Nullable String url, @Nullable Long pid, boolean ready) {}

    /** A file that an old version has written has only one database, and no list. */
    @SuppressWarnings("ConstantValue")
    StackStateJson {
        databases = databases == null ? Optional.ofNullable(database).stream().toList() : List.copyOf(databases);
    }

    /** The current state. Databases, settings file and folder are those of the last start. */
    static StackStateJson now(LocalStackFolders home) {
        Optional<StackStateJson> written = read(home);
        return of(
                home,
                written.map(StackStateJson::databases).orElse(List.of()),
                written.map(StackStateJson::config)
                        .or(() -> LastUsedConfigFile.of(home).map(Path::toString)),
                written.map(StackStateJson::backups).orElse(null));
    }

    static StackStateJson of(LocalStackFolders home, List<String> databases, Optional<Path> config, Path backups) {
        return of(home, databases, config.map(Path::toString), backups.toString());
    }

    private static StackStateJson of(
            LocalStackFolders home, List<String> databases, Optional<String> config, @Nullable String backups) {
        StackStatus status = home.stack().status();
        Map<String, Service> services = new LinkedHashMap<>();
        for (String name : LocalStack.SERVICES) {
            StackStatus.Service service = status.services().get(name);
            services.put(
                    name,
                    service == null
                            ? new Service(null, null, false)
                            : new Service(service.url().toString(), service.pid(), service.ready()));
        }
        return new StackStateJson(
                status.isComplete(),
                status.kafka().orElse(null),
                status.catalogue().orElse(null),
                status.offSite().map(URI::toString).orElse(null),
                status.scratch().orElse(null),
                databases.size() == 1 ? databases.getFirst() : null,
                databases,
                config.orElse(null),
                home.path().toString(),
                backups,
                services);
    }

    private static Path file(LocalStackFolders home) {
        return home.path().resolve("stack.json");
    }

    /** Writes a temporary file and renames it, so that no reader sees an incomplete file. */
    void write(LocalStackFolders home) {
        Path file = file(home);
        Path partial = file.resolveSibling(".stack.json.partial");
        try {
            Json.mapper().writerWithDefaultPrettyPrinter().writeValue(partial.toFile(), this);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StackException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    static void forget(LocalStackFolders home) {
        try {
            Files.deleteIfExists(file(home));
        } catch (IOException e) {
            throw new StackException("cannot remove " + file(home) + ": " + e.getMessage(), e);
        }
    }

    private static Optional<StackStateJson> read(LocalStackFolders home) {
        try {
            return Files.exists(file(home))
                    ? Optional.of(Json.mapper().readValue(file(home).toFile(), StackStateJson.class))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
