package io.holdfast.dump.settings;

import io.holdfast.events.DatabaseId;
import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The configured databases. Passwords are read anew for every use, so that a rotated one is noticed. */
@ApplicationScoped
public class Databases {

    private final Map<DatabaseId, DumpSettings.Database> byId = new TreeMap<>();
    private final DumpSettings settings;

    /** @throws IllegalArgumentException if a configured id is not a valid one */
    Databases(DumpSettings settings) {
        this.settings = settings;
        settings.databases().forEach((id, database) -> byId.put(new DatabaseId(id), database));
    }

    public Set<DatabaseId> ids() {
        return Set.copyOf(byId.keySet());
    }

    /** Where the database lies, as host and port: limits are per server. Empty where it is not configured any more. */
    public Optional<String> server(DatabaseId id) {
        return Optional.ofNullable(byId.get(id)).map(database -> database.host() + ":" + database.port());
    }

    /** Compression wished for this database, or for all. */
    public Optional<String> compression(DatabaseId id) {
        return Optional.ofNullable(byId.get(id))
                .flatMap(DumpSettings.Database::compression)
                .or(() -> settings.dump().compression());
    }

    /**
     * How to reach the database; empty where it is not configured any more.
     *
     * @throws IOException if its password file cannot be read
     */
    public Optional<Connection> connection(DatabaseId id) throws IOException {
        DumpSettings.Database database = byId.get(id);
        if (database == null) {
            return Optional.empty();
        }
        Connection connection = Connection.to(
                        database.host(),
                        database.port(),
                        database.username(),
                        database.name().orElse(id.value()))
                .withConnectTimeout(settings.dump().connectTimeout())
                .withApplicationName("holdfast-dump");
        Optional<Secret> secret = secret(database);
        Connection signedIn = secret.map(connection::withPassword).orElse(connection);
        return Optional.of(database.sslMode()
                .map(mode -> signedIn.withSsl(mode, database.sslRootCertificate()))
                .orElse(signedIn));
    }

    private static Optional<Secret> secret(DumpSettings.Database database) throws IOException {
        Optional<Path> file = database.passwordFile();
        if (file.isEmpty()) {
            return database.password().map(Secret::of);
        }
        try (var lines = Files.newBufferedReader(file.get())) {
            String first = lines.readLine();
            return Optional.of(Secret.of(first == null ? "" : first));
        }
    }
}
