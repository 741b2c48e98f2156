package io.holdfast.verify.settings;

import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.postgrestools.RoleSettingValidator;
import io.holdfast.postgrestools.SecretVault;
import io.holdfast.postgrestools.ServerCredentials;
import io.holdfast.postgrestools.ServerEndpointList;
import io.holdfast.verify.settings.DrillSettings.DrilledDatabase;
import io.holdfast.verify.settings.DrillSettings.ScratchServer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** The configured scratch server. Created at startup, so that contradicting settings are reported then. */
@Startup
@ApplicationScoped
public class ConfiguredScratchServer {

    /** The message if no scratch server is configured. */
    public static final String NONE = "no scratch server is configured, so drills are impossible. hint: set"
            + " holdfast.drills.server.host (and username, password-file) for verify-service, to a server that is not"
            + " backed up";

    private static final String PREFIX = "holdfast.drills.server";
    private static final String MAINTENANCE = "postgres";

    private final DrillSettings settings;
    private final Optional<ServerEndpointList> address;
    private final Optional<String> role;
    private final ServerCredentials credentials;

    /** @throws IllegalArgumentException if the server has no role, its host cannot be parsed, or its credentials contradict each other */
    ConfiguredScratchServer(DrillSettings settings, SecretVault vault) {
        this.settings = settings;
        ScratchServer server = settings.drills().server();
        this.address = server.host().map(host -> ServerEndpointList.of(PREFIX, host, server.port()));
        this.role = server.host()
                .map(host -> RoleSettingValidator.required(PREFIX, server.username(), "may create databases"));
        this.credentials = ServerCredentials.of(PREFIX, server, vault);
    }

    public boolean isConfigured() {
        return server().host().isPresent();
    }

    private ScratchServer server() {
        return settings.drills().server();
    }

    /**
     * The connection to its maintenance database; empty if none is configured.
     *
     * @throws PasswordUnavailableException if the password cannot be read
     */
    public Optional<DatabaseConnection> connection() throws PasswordUnavailableException {
        if (address.isEmpty() || role.isEmpty()) {
            return Optional.empty();
        }
        DatabaseConnection plain =
                DatabaseConnection.to(address.get(), role.get(), MAINTENANCE).withApplicationName("holdfast-drill");
        return Optional.of(credentials.on(plain));
    }

    /** Id of a configured database whose server has the address of the scratch server. */
    public Optional<String> sourceAtTheSamePlace() {
        return address.flatMap(scratch -> settings.databases().entrySet().stream()
                .filter(known -> isAt(scratch, known.getKey(), known.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst());
    }

    /** Ignores a host that cannot be parsed, because dump-service reports it. */
    private static boolean isAt(ServerEndpointList scratch, String id, DrilledDatabase known) {
        try {
            return known.host()
                    .filter(host -> ServerEndpointList.of("holdfast.databases." + id, host, known.port())
                            .meets(scratch))
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
