package io.holdfast.restore.settings;

import io.holdfast.events.DatabaseId;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.postgrestools.RoleSettingValidator;
import io.holdfast.postgrestools.SecretVault;
import io.holdfast.postgrestools.ServerCredentials;
import io.holdfast.postgrestools.ServerEndpointList;
import io.holdfast.restoreengine.server.TargetServer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The configured targets. Created at startup, so that contradicting settings are reported then. */
@Startup
@ApplicationScoped
public class ConfiguredTargets {

    private static final String MAINTENANCE = "postgres";

    private final Map<DatabaseId, RestoreSettings.Target> byId = new TreeMap<>();
    private final Map<DatabaseId, String> roles = new TreeMap<>();
    private final Map<DatabaseId, ServerEndpointList> servers = new TreeMap<>();
    private final Map<DatabaseId, ServerCredentials> credentials = new TreeMap<>();
    private final RestoreSettings.Restore settings;

    /**
     * @throws IllegalArgumentException if a configured id is not valid, a target has no role, its host cannot be parsed, or its
     *     credentials contradict each other
     */
    ConfiguredTargets(RestoreSettings settings, SecretVault vault) {
        this.settings = settings.restore();
        this.settings.targets().forEach((id, target) -> {
            byId.put(new DatabaseId(id), target);
            String prefix = "holdfast.restore.targets." + id;
            servers.put(new DatabaseId(id), ServerEndpointList.of(prefix, target.host(), target.port()));
            roles.put(
                    new DatabaseId(id),
                    RoleSettingValidator.required(
                            prefix, target.username(), "may create databases and owns the live one"));
            credentials.put(new DatabaseId(id), ServerCredentials.of(prefix, target, vault));
        });
    }

    public Map<DatabaseId, RestoreSettings.Target> all() {
        return Map.copyOf(byId);
    }

    public Optional<RestoreSettings.Target> of(DatabaseId database) {
        return Optional.ofNullable(byId.get(database));
    }

    /** Name of the live database on its server. */
    public String liveName(DatabaseId database) {
        return of(database).flatMap(RestoreSettings.Target::name).orElse(database.value());
    }

    /**
     * Empty if no target is configured.
     *
     * @throws PasswordUnavailableException if its password cannot be read
     */
    public Optional<TargetServer> server(DatabaseId database) throws PasswordUnavailableException {
        RestoreSettings.Target target = byId.get(database);
        ServerEndpointList address = servers.get(database);
        String role = roles.get(database);
        ServerCredentials signIn = credentials.get(database);
        if (target == null || address == null || role == null || signIn == null) {
            return Optional.empty();
        }
        DatabaseConnection plain = DatabaseConnection.to(address, role, MAINTENANCE)
                .withConnectTimeout(settings.connectTimeout())
                .withApplicationName("holdfast-restore");
        return Optional.of(new TargetServer(signIn.on(plain), List.of(liveName(database))));
    }
}
