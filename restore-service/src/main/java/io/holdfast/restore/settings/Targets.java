package io.holdfast.restore.settings;

import io.holdfast.events.DatabaseId;
import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.Secret;
import io.holdfast.restoring.server.TargetServer;
import io.holdfast.restoring.server.TargetTrouble;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where databases are restored to. Passwords are read anew for every use, so that a rotated one is noticed. */
@ApplicationScoped
public class Targets {

    private static final String MAINTENANCE = "postgres";

    private final Map<DatabaseId, RestoreSettings.Target> byId = new TreeMap<>();
    private final RestoreSettings.Restore settings;

    /** @throws IllegalArgumentException if a configured id is not a valid one */
    Targets(RestoreSettings settings) {
        this.settings = settings.restore();
        this.settings.targets().forEach((id, target) -> byId.put(new DatabaseId(id), target));
    }

    public Map<DatabaseId, RestoreSettings.Target> all() {
        return Map.copyOf(byId);
    }

    public Optional<RestoreSettings.Target> of(DatabaseId database) {
        return Optional.ofNullable(byId.get(database));
    }

    /** Of the live database on its server. */
    public String liveName(DatabaseId database) {
        return of(database).flatMap(RestoreSettings.Target::name).orElse(database.value());
    }

    /**
     * Empty where none is configured.
     *
     * @throws TargetTrouble if its password file cannot be read
     */
    public Optional<TargetServer> server(DatabaseId database) {
        return of(database).map(target -> new TargetServer(connection(target)));
    }

    private Connection connection(RestoreSettings.Target target) {
        Connection plain = Connection.to(target.host(), target.port(), target.username(), MAINTENANCE)
                .withConnectTimeout(settings.connectTimeout())
                .withApplicationName("holdfast-restore");
        Connection signedIn = secret(target).map(plain::withPassword).orElse(plain);
        return target.sslMode()
                .map(mode -> signedIn.withSsl(mode, target.sslRootCertificate()))
                .orElse(signedIn);
    }

    private static Optional<Secret> secret(RestoreSettings.Target target) {
        if (target.passwordFile().isEmpty()) {
            return target.password().map(Secret::of);
        }
        try (var lines = Files.newBufferedReader(target.passwordFile().get())) {
            String first = lines.readLine();
            return Optional.of(Secret.of(first == null ? "" : first));
        } catch (IOException e) {
            throw new TargetTrouble(
                    TargetTrouble.REFUSED,
                    "The target's password file cannot be read by this service ("
                            + e.getClass().getSimpleName()
                            + "). Check holdfast.restore.targets.<database>.password-file and its permissions.");
        }
    }
}
