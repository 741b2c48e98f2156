package io.holdfast.verify.scratch;

import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.restoreengine.server.DatabaseCreationOptions;
import io.holdfast.restoreengine.server.ForceDropDatabase;
import io.holdfast.restoreengine.server.LoginRoleAttributes;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import io.holdfast.restoreengine.server.TemporaryRoleProvisioner;
import io.holdfast.store.Manifest;
import io.holdfast.verify.drilling.DrillClaim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The temporary database of one drill attempt. The administrator owns it. Objects from the backup are restored by a role that
 * exists only for this attempt and has rights only in this database.
 *
 * @param connection connection by which the backup is restored and inspected
 * @param role role of this attempt; empty if the database is trusted, in which case the administrator restores
 * @param open other databases of the server that this role can connect to, because the administrator may not prevent it
 */
record DrillDatabase(
        TargetServer server, String name, DatabaseConnection connection, Optional<String> role, List<String> open)
        implements AutoCloseable {

    static final String PURPOSE = "drill";

    private static final Logger LOG = Logger.getLogger(DrillDatabase.class);

    private static final String PREFIX = "holdfast_drill_";
    private static final int SHORT = 12;

    /**
     * Each attempt has its own database, because a worker that was considered dead may still write to its database. The role
     * has the same name.
     */
    static String name(UUID drill, int attempt) {
        return PREFIX + drill.toString().replace("-", "").substring(0, SHORT) + "_" + attempt;
    }

    static boolean isOurName(String name) {
        return name.startsWith(PREFIX);
    }

    /**
     *
     * @param manifest manifest with encoding and collation
     * @param until time after which anybody may drop the database
     * @param isTrusted whether code of the backup may run as the administrator
     */
    static DrillDatabase create(
            TargetServer server,
            LoginRoleAttributes administrator,
            DrillClaim claim,
            Optional<Manifest> manifest,
            Instant until,
            boolean isTrusted) {
        String name = name(claim.drill(), claim.attempt());
        OwnershipComment ownership = OwnershipComment.of(PURPOSE, claim.drill()).until(until);
        if (isTrusted) {
            create(server, name, manifest, ownership);
            return new DrillDatabase(server, name, server.to(name), Optional.empty(), List.of());
        }
        TemporaryRoleProvisioner roles = new TemporaryRoleProvisioner(server);
        DatabaseConnection connection = roles.createLogin(name, administrator.superuser(), ownership);
        try {
            if (!administrator.superuser()) {
                roles.join(name);
            }
            create(server, name, manifest, ownership);
            roles.give(name, name);
            return new DrillDatabase(
                    server, name, connection.withDatabase(name), Optional.of(name), roles.denyConnections(name, name));
        } catch (TargetServerException trouble) {
            drop(server, name, Optional.of(name));
            throw trouble;
        }
    }

    private static void create(
            TargetServer server, String name, Optional<Manifest> manifest, OwnershipComment ownership) {
        DatabaseCreationOptions shape = manifest.map(known -> DatabaseCreationOptions.of(known.server()))
                .orElseGet(() -> ownShape(server));
        try {
            server.create(name, shape, ownership);
        } catch (TargetServerException trouble) {
            if (!trouble.reason().equals(TargetServerException.OTHER)) {
                throw trouble;
            }
            // The server may lack the locale. Rows are compared without regard to order, so any other locale works.
            server.create(name, plain(shape.encoding(), "C", "C"), ownership);
        }
    }

    private static DatabaseCreationOptions ownShape(TargetServer server) {
        return server.shapeOf("template0")
                .map(found -> plain(found.encoding(), found.collate(), found.ctype()))
                .orElseGet(() -> plain("UTF8", "C", "C"));
    }

    private static DatabaseCreationOptions plain(String encoding, String collate, String ctype) {
        return new DatabaseCreationOptions(
                encoding, collate, ctype, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Connection of the administrator. */
    DatabaseConnection administration() {
        return server.to(name);
    }

    @Override
    public void close() {
        drop(server, name, role);
    }

    /**
     * Drops the database before the role, because a role that owns objects cannot be dropped. A failed drop proves nothing about
     * the backup. {@link DrillLeftoverCleaner} retries it and reports it by name.
     */
    private static void drop(TargetServer server, String name, Optional<String> role) {
        try {
            new ForceDropDatabase(server).drop(name);
            role.ifPresent(new TemporaryRoleProvisioner(server)::drop);
        } catch (TargetServerException trouble) {
            LOG.warnf("Database %s could not be dropped yet: %s", name, trouble.getMessage());
        }
    }
}
