package io.holdfast.verify.settings;

import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.postgrestools.RoleSetting;
import io.holdfast.postgrestools.SecretVault;
import io.holdfast.postgrestools.ServerAddress;
import io.holdfast.postgrestools.ServerCredentials;
import io.holdfast.verify.settings.DrillSettings.DrilledDatabase;
import io.holdfast.verify.settings.DrillSettings.ScratchServer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Where drills are restored, as far as settings tell. Made at start-up, so that settings which contradict each other are told then. */
@Startup
@ApplicationScoped
public class ScratchSettings {

    /** What is said where no scratch server is configured. */
    public static final String NONE = "no scratch server is configured here, so nothing can be drilled: set"
            + " holdfast.drills.server.host (and username, password-file) for verify-service, never to a server that is"
            + " backed up";

    private static final String PREFIX = "holdfast.drills.server";
    private static final String MAINTENANCE = "postgres";

    private final DrillSettings settings;
    private final Optional<ServerAddress> address;
    private final Optional<String> role;
    private final ServerCredentials credentials;

    /** @throws IllegalArgumentException if the server has no role, its host cannot be read, or its credentials contradict each other */
    ScratchSettings(DrillSettings settings, SecretVault vault) {
        this.settings = settings;
        ScratchServer server = settings.drills().server();
        this.address = server.host().map(host -> ServerAddress.of(PREFIX, host, server.port()));
        this.role = server.host().map(host -> RoleSetting.required(PREFIX, server.username(), "may create databases"));
        this.credentials = ServerCredentials.of(PREFIX, server, vault);
    }

    public boolean isConfigured() {
        return server().host().isPresent();
    }

    private ScratchServer server() {
        return settings.drills().server();
    }

    /**
     * The way to its maintenance database; empty where none is configured.
     *
     * @throws PasswordUnavailableException if whoever keeps the password does not give it
     */
    public Optional<DatabaseConnection> connection() throws PasswordUnavailableException {
        if (address.isEmpty() || role.isEmpty()) {
            return Optional.empty();
        }
        DatabaseConnection plain =
                DatabaseConnection.to(address.get(), role.get(), MAINTENANCE).withApplicationName("holdfast-drill");
        return Optional.of(credentials.on(plain));
    }

    /** Id of a configured database that lies where the scratch server is said to be. */
    public Optional<String> sourceAtTheSamePlace() {
        return address.flatMap(scratch -> settings.databases().entrySet().stream()
                .filter(known -> isAt(scratch, known.getKey(), known.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst());
    }

    /** A host that cannot be read is dump-service's to refuse. */
    private static boolean isAt(ServerAddress scratch, String id, DrilledDatabase known) {
        try {
            return known.host()
                    .filter(host -> ServerAddress.of("holdfast.databases." + id, host, known.port())
                            .meets(scratch))
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
