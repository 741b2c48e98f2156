package io.holdfast.restoreengine.server;

import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.Secret;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jboss.logging.Logger;
import org.postgresql.util.PasswordUtil;

/**
 * Creates roles for one task and drops them after it. Each has a comment with the mark of the task, so that it can be found
 * after a crash. Every method throws {@link TargetServerException} if the server refuses.
 */
public final class TemporaryRoleProvisioner {

    private static final Logger LOG = Logger.getLogger(TemporaryRoleProvisioner.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 24;

    private static final String MARKED = """
        select rolname, pg_catalog.shobj_description(oid, 'pg_authid') from pg_catalog.pg_roles
        where pg_catalog.shobj_description(oid, 'pg_authid') is not null order by 1\
        """;

    /** Excludes its own database and databases that accept no connections. */
    private static final String OPEN_TO = """
        select d.datname from pg_catalog.pg_database d where d.datallowconn and d.datname <> ?
          and pg_catalog.has_database_privilege(?, d.oid, 'CONNECT') order by 1\
        """;

    private final TargetServer server;

    /** @param server server connection by a role that may create roles */
    public TemporaryRoleProvisioner(TargetServer server) {
        this.server = server;
    }

    /**
     * Creates a role that may log in and has no other rights or memberships. Its password is random and known only to the
     * result. The server and its log receive a SCRAM verifier.
     *
     * @param readsAllRows whether row security does not apply to it, as for a superuser; only a superuser may grant this
     * @return connection to the maintenance database by this role
     */
    public DatabaseConnection createLogin(String name, boolean readsAllRows, OwnershipComment ownership) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        create(
                name,
                " login nosuperuser nocreatedb nocreaterole noreplication "
                        + (readsAllRows ? "bypassrls" : "nobypassrls") + " password "
                        + SqlQuoting.text(PasswordUtil.encodeScramSha256(password.toCharArray())),
                ownership);
        return server.as(name, Secret.of(password));
    }

    /** Creates a role that owns objects and has grants, and that cannot log in. */
    public void createWithoutLogin(String name, OwnershipComment ownership) {
        create(name, " nologin", ownership);
    }

    /** Uses one transaction, so that a crash leaves no role without a mark. */
    private void create(String name, String options, OwnershipComment ownership) {
        server.query(statement -> {
            statement.getConnection().setAutoCommit(false);
            statement.execute("create role " + SqlQuoting.name(name) + options);
            statement.execute("comment on role " + SqlQuoting.name(name) + " is " + SqlQuoting.text(ownership.text()));
            statement.getConnection().commit();
            return name;
        });
    }

    /** Makes the current role a member, so that it can transfer ownership. A superuser does not need this. */
    public void join(String name) {
        server.query(statement -> statement.execute("grant " + SqlQuoting.name(name) + " to current_user"));
    }

    public List<HoldfastRole> marked() {
        return server.query(statement -> {
            List<HoldfastRole> roles = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(MARKED)) {
                while (row.next()) {
                    String name = row.getString(1);
                    OwnershipComment.parse(row.getString(2))
                            .ifPresent(ownership -> roles.add(new HoldfastRole(name, ownership)));
                }
            }
            return roles;
        });
    }

    /** Whether the role is gone. A role that still owns objects or has privileges in some database is not changed. */
    public boolean drop(String name) {
        try {
            server.query(statement -> statement.execute("drop role if exists " + SqlQuoting.name(name)));
            return true;
        } catch (TargetServerException trouble) {
            LOG.warnf("Role %s could not be dropped: %s", name, trouble.getMessage());
            return false;
        }
    }

    /** Restricts connections to a database of Holdfast to its owner and this role, and lets this role create schemas there. */
    public void give(String database, String role) {
        server.query(statement -> {
            statement.execute("revoke all on database " + SqlQuoting.name(database) + " from public");
            statement.execute("grant connect, temporary, create on database " + SqlQuoting.name(database) + " to "
                    + SqlQuoting.name(role));
            return role;
        });
    }

    /**
     * Revokes the public right to connect to the other databases of the server. Explicit grants remain. Use it only for a
     * server that contains nothing but temporary databases.
     *
     * @return databases that this role can still connect to
     */
    public List<String> denyConnections(String role, String own) {
        return server.query(statement -> {
            // An open transaction of another session may hold a lock on a database, but must not block this process.
            statement.execute(ForceDropDatabase.PATIENCE);
            for (String open : openTo(statement, role, own)) {
                revoke(statement, open);
            }
            return openTo(statement, role, own);
        });
    }

    private static void revoke(Statement statement, String database) throws SQLException {
        try {
            statement.execute("revoke connect, temporary on database " + SqlQuoting.name(database) + " from public");
        } catch (SQLException e) {
            LOG.debugf("Cannot revoke CONNECT on %s: %s", database, e.getMessage());
        }
    }

    private static List<String> openTo(Statement statement, String role, String own) throws SQLException {
        List<String> open = new ArrayList<>();
        try (var query = statement.getConnection().prepareStatement(OPEN_TO)) {
            query.setString(1, own);
            query.setString(2, role);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    open.add(row.getString(1));
                }
            }
        }
        return open;
    }
}
