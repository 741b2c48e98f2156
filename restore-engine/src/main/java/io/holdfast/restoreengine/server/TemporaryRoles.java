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
 * Roles that are made for one task and dropped after it. Each has a comment with the mark of the task, so that it is found after a
 * crash. Every method throws {@link TargetServerException} where the server does not do what it is asked.
 */
public final class TemporaryRoles {

    private static final Logger LOG = Logger.getLogger(TemporaryRoles.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 24;

    private static final String MARKED = """
        select rolname, pg_catalog.shobj_description(oid, 'pg_authid') from pg_catalog.pg_roles
        where pg_catalog.shobj_description(oid, 'pg_authid') is not null order by 1\
        """;

    /** Not its own, and not those that let nobody in. */
    private static final String OPEN_TO = """
        select d.datname from pg_catalog.pg_database d where d.datallowconn and d.datname <> ?
          and pg_catalog.has_database_privilege(?, d.oid, 'CONNECT') order by 1\
        """;

    private final TargetServer server;

    /** @param server by a role that may create roles */
    public TemporaryRoles(TargetServer server) {
        this.server = server;
    }

    /**
     * A role that may log in and is nothing else: no superuser, no creator of databases or roles, in no other role. Its password is random
     * and known to the result alone; the server, and its log, see a SCRAM verifier.
     *
     * @param readsAllRows whether row security lets it read its own tables whole, as it lets a superuser; only a superuser may give that
     * @return the way to the server's maintenance database by this role
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

    /** A role that owns and is granted, and by which nobody signs in. */
    public void createWithoutLogin(String name, OwnershipComment ownership) {
        create(name, " nologin", ownership);
    }

    /** In one transaction, so that a crash leaves none without a mark. */
    private void create(String name, String options, OwnershipComment ownership) {
        server.query(statement -> {
            statement.getConnection().setAutoCommit(false);
            statement.execute("create role " + SqlQuoting.name(name) + options);
            statement.execute("comment on role " + SqlQuoting.name(name) + " is " + SqlQuoting.text(ownership.text()));
            statement.getConnection().commit();
            return name;
        });
    }

    /** Makes the role that asks a member, so that it may give away what it owns; a superuser need not be one. */
    public void join(String name) {
        server.query(statement -> statement.execute("grant " + SqlQuoting.name(name) + " to current_user"));
    }

    public List<OwnedRole> marked() {
        return server.query(statement -> {
            List<OwnedRole> roles = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(MARKED)) {
                while (row.next()) {
                    String name = row.getString(1);
                    OwnershipComment.parse(row.getString(2))
                            .ifPresent(ownership -> roles.add(new OwnedRole(name, ownership)));
                }
            }
            return roles;
        });
    }

    /** Whether it is gone. One that still owns something, or is granted something, in some database stays as it is. */
    public boolean drop(String name) {
        try {
            server.query(statement -> statement.execute("drop role if exists " + SqlQuoting.name(name)));
            return true;
        } catch (TargetServerException trouble) {
            LOG.warnf("The role %s stays: %s", name, trouble.getMessage());
            return false;
        }
    }

    /** Lets nobody but its owner and this role into a database of ours, and lets this role make schemas there. */
    public void give(String database, String role) {
        server.query(statement -> {
            statement.execute("revoke all on database " + SqlQuoting.name(database) + " from public");
            statement.execute("grant connect, temporary, create on database " + SqlQuoting.name(database) + " to "
                    + SqlQuoting.name(role));
            return role;
        });
    }

    /**
     * Takes from everybody the right to enter the other databases of the server, which roles of their own keep. For a server on which
     * nothing but our tasks lies.
     *
     * @return databases that this role may enter in spite of that
     */
    public List<String> denyConnections(String role, String own) {
        return server.query(statement -> {
            // Somebody's open transaction about a database keeps it open, and must not keep us.
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
            LOG.debugf("CONNECT on %s could not be revoked: %s", database, e.getMessage());
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
