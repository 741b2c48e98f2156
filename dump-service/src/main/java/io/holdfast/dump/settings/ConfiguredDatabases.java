package io.holdfast.dump.settings;

import io.holdfast.events.DatabaseId;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.postgrestools.RoleSettingValidator;
import io.holdfast.postgrestools.SecretVault;
import io.holdfast.postgrestools.ServerCredentials;
import io.holdfast.postgrestools.ServerEndpointList;
import io.holdfast.postgrestools.SettingDecodingCheck;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The configured databases. They are created at start-up, so that contradictory settings are reported immediately. */
@Startup
@ApplicationScoped
public class ConfiguredDatabases {

    private final Map<DatabaseId, DumpSettings.Database> byId = new TreeMap<>();
    private final Map<DatabaseId, ServerEndpointList> servers = new TreeMap<>();
    private final Map<DatabaseId, String> roles = new TreeMap<>();
    private final Map<DatabaseId, ServerCredentials> credentials = new TreeMap<>();
    private final DumpSettings settings;

    /**
     * @throws IllegalArgumentException if an id is not valid, a database has no role, its host is not valid, or its credentials
     *     contradict each other
     */
    ConfiguredDatabases(DumpSettings settings, SecretVault vault) {
        this.settings = settings;
        settings.databases().forEach((id, database) -> {
            byId.put(new DatabaseId(id), database);
            servers.put(
                    new DatabaseId(id),
                    ServerEndpointList.of("holdfast.databases." + id, database.host(), database.port()));
            database.name()
                    .ifPresent(name -> SettingDecodingCheck.required("holdfast.databases." + id + ".name", name));
            roles.put(
                    new DatabaseId(id),
                    RoleSettingValidator.required(
                            "holdfast.databases." + id, database.username(), "may read the database"));
            credentials.put(new DatabaseId(id), ServerCredentials.of("holdfast.databases." + id, database, vault));
        });
    }

    public Set<DatabaseId> ids() {
        return Set.copyOf(byId.keySet());
    }

    /** Returns host and port of the database, because limits apply per server; empty if it is no longer configured. */
    public Optional<String> server(DatabaseId id) {
        return Optional.ofNullable(servers.get(id)).map(ServerEndpointList::key);
    }

    /** Returns the compression that is configured for this database, or for all databases. */
    public Optional<String> compression(DatabaseId id) {
        return Optional.ofNullable(byId.get(id))
                .flatMap(DumpSettings.Database::compression)
                .or(() -> settings.dump().compression());
    }

    /**
     * Returns how to connect to the database; empty if it is no longer configured.
     *
     * @throws PasswordUnavailableException if the password cannot be read from its file or vault
     */
    public Optional<DatabaseConnection> connection(DatabaseId id) throws PasswordUnavailableException {
        DumpSettings.Database database = byId.get(id);
        ServerEndpointList server = servers.get(id);
        String role = roles.get(id);
        ServerCredentials signIn = credentials.get(id);
        if (database == null || server == null || role == null || signIn == null) {
            return Optional.empty();
        }
        DatabaseConnection plain = DatabaseConnection.to(
                        server, role, database.name().orElse(id.value()))
                .withConnectTimeout(settings.dump().connectTimeout())
                .withApplicationName("holdfast-dump");
        return Optional.of(signIn.on(plain));
    }
}
