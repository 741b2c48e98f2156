package io.holdfast.verify.scratch;

import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.restoreengine.server.DatabaseCreationOptions;
import io.holdfast.restoreengine.server.ForceDropDatabase;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.SignedInRole;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import io.holdfast.restoreengine.server.TemporaryRoles;
import io.holdfast.store.Manifest;
import io.holdfast.verify.drilling.DrillClaim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The throwaway database of one attempt at a drill. The administrator owns it; what comes out of the backup runs as a role that exists
 * for this attempt and has rights in this database only.
 *
 * @param connection by which the backup is restored and looked at
 * @param role that exists for this attempt; none where the database is trusted, and then the administrator restores
 * @param open other databases of the server that this role may enter, because the administrator may not keep it out
 */
record DrillDatabase(
        TargetServer server, String name, DatabaseConnection connection, Optional<String> role, List<String> open)
        implements AutoCloseable {

    static final String PURPOSE = "drill";

    private static final Logger LOG = Logger.getLogger(DrillDatabase.class);

    private static final String PREFIX = "holdfast_drill_";
    private static final int SHORT = 12;

    /** No two attempts have one database: a worker that was thought dead may still be writing to its own. The role has the same name. */
    static String name(UUID drill, int attempt) {
        return PREFIX + drill.toString().replace("-", "").substring(0, SHORT) + "_" + attempt;
    }

    static boolean isOurName(String name) {
        return name.startsWith(PREFIX);
    }

    /**
     * @param manifest tells encoding and collation
     * @param until when anybody may drop it
     * @param isTrusted whether code of the backup may run as the administrator
     */
    static DrillDatabase create(
            TargetServer server,
            SignedInRole administrator,
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
        TemporaryRoles roles = new TemporaryRoles(server);
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
            // The server may not have the locale. Rows are compared without regard to their order, so any other will
            // do.
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

    /** By the administrator. */
    DatabaseConnection administration() {
        return server.to(name);
    }

    @Override
    public void close() {
        drop(server, name, role);
    }

    /**
     * The database first: a role that owns something cannot be dropped. What the server does not drop says nothing of the backup:
     * {@link DrillCleanup} tries it again, and names it.
     */
    private static void drop(TargetServer server, String name, Optional<String> role) {
        try {
            new ForceDropDatabase(server).drop(name);
            role.ifPresent(new TemporaryRoles(server)::drop);
        } catch (TargetServerException trouble) {
            LOG.warnf("The database %s stays for now: %s", name, trouble.getMessage());
        }
    }
}
