package io.holdfast.verify.settings;

import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.Secret;
import io.holdfast.verify.settings.DrillSettings.ScratchServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where drills are restored, as far as settings tell. */
@ApplicationScoped
public class ScratchSettings {

    /** What is said where no scratch server is configured. */
    public static final String NONE = "no scratch server is configured here, so nothing can be drilled: set"
            + " holdfast.drills.server.host (and username, password-file) for verify-service, never to a server that is"
            + " backed up";

    private static final String MAINTENANCE = "postgres";

    private final DrillSettings settings;

    ScratchSettings(DrillSettings settings) {
        this.settings = settings;
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
     * @throws UncheckedIOException if the password file cannot be read
     */
    public Optional<Connection> connection() {
        return server().host().map(this::connection);
    }

    private Connection connection(String host) {
        ScratchServer server = server();
        Connection plain = Connection.to(host, server.port(), server.username(), MAINTENANCE)
                .withApplicationName("holdfast-drill");
        Connection open = password(server).map(plain::withPassword).orElse(plain);
        return server.sslMode()
                .map(mode -> open.withSsl(mode, server.sslRootCertificate()))
                .orElse(open);
    }

    private static Optional<Secret> password(ScratchServer server) {
        return server.passwordFile()
                .map(ScratchSettings::firstLine)
                .or(server::password)
                .map(Secret::of);
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException("the password file of the scratch server cannot be read", e);
        }
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
