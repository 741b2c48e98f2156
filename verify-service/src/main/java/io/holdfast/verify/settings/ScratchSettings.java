package io.holdfast.verify.settings;

import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.Credentials;
import io.holdfast.postgrestools.PasswordUnavailable;
import io.holdfast.postgrestools.RoleSetting;
import io.holdfast.postgrestools.SecretVault;
import io.holdfast.verify.settings.DrillSettings.ScratchServer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
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
    private final Optional<String> role;
    private final Credentials credentials;

    /** @throws IllegalArgumentException if the server has no role, or its credentials contradict each other */
    ScratchSettings(DrillSettings settings, SecretVault vault) {
        this.settings = settings;
        ScratchServer server = settings.drills().server();
        this.role = server.host().map(host -> RoleSetting.required(PREFIX, server.username(), "may create databases"));
        this.credentials = Credentials.of(PREFIX, server, vault);
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
     * @throws PasswordUnavailable if whoever keeps the password does not give it
     */
    public Optional<Connection> connection() throws PasswordUnavailable {
        Optional<String> host = server().host();
        if (host.isEmpty() || role.isEmpty()) {
            return Optional.empty();
        }
        Connection plain = Connection.to(host.get(), server().port(), role.get(), MAINTENANCE)
                .withApplicationName("holdfast-drill");
        return Optional.of(credentials.on(plain));
    }

    /** Id of a configured database that lies where the scratch server is said to be. */
    public Optional<String> sourceAtTheSamePlace() {
        return server().host()
                .flatMap(host -> settings.databases().entrySet().stream()
                        .filter(known -> known.getValue().port() == server().port())
                        .filter(known -> known.getValue()
                                .host()
                                .filter(host::equalsIgnoreCase)
                                .isPresent())
                        .map(java.util.Map.Entry::getKey)
                        .sorted()
                        .findFirst());
    }
}
