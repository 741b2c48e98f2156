package io.holdfast.cli.config;

import io.holdfast.events.Printable;
import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.Credentials;
import io.holdfast.postgrestools.PasswordUnavailable;
import io.holdfast.postgrestools.ServerAddress;
import io.holdfast.postgrestools.ServerNames;
import io.holdfast.postgrestools.SessionCause;
import io.holdfast.postgrestools.SessionFailure;
import io.holdfast.postgrestools.SignIn;
import io.holdfast.postgrestools.rights.BackupRole;
import io.holdfast.postgrestools.rights.MissingRights;
import io.holdfast.postgrestools.rights.RightsReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Signs in to servers as the services will, and asks for the rights that they will need. Nothing is changed. */
final class PostgresLook {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(8);
    private static final String MAINTENANCE = "postgres";
    private static final String FALLBACK = "template1";

    private static final String CREATOR = """
        select rolsuper, rolcreatedb, pg_catalog.quote_ident(rolname) from pg_catalog.pg_roles
        where rolname = current_user\
        """;

    private final Values values;

    PostgresLook(Values values) {
        this.values = values;
    }

    /** What dump-service needs: address, sign-in, the database, and rights to read all of it. */
    void database(String prefix, String id, Findings findings) {
        String name = values.value(prefix + ".name").orElse(id);
        connection(prefix, name, findings).ifPresent(to -> {
            try (java.sql.Connection session = SignIn.readOnly(to, ANSWER);
                    Statement statement = session.createStatement()) {
                ServerNames names = ServerNames.of(statement);
                BackupRole role = RightsReader.role(statement, names);
                MissingRights missing = RightsReader.missing(statement, names, role, true);
                if (!missing.isEmpty()) {
                    findings.error(line(prefix, "username"), prefix, prefix + ": " + missing.problem(), missing.hint());
                } else if (role.superuser()) {
                    superuser(prefix, "A backup only reads: docs/roles.md has the SQL of a smaller role.", findings);
                }
            } catch (SQLException e) {
                refused(prefix, to, SessionFailure.of(e), findings);
            }
        });
    }

    /** What restores and drills need: a role that may create databases. */
    void creator(String prefix, ServerRole role, Findings findings) {
        connection(prefix, MAINTENANCE, findings).ifPresent(to -> {
            try (java.sql.Connection session = maintenance(to);
                    Statement statement = session.createStatement();
                    ResultSet row = statement.executeQuery(CREATOR)) {
                row.next();
                if (row.getBoolean(1)) {
                    superuser(
                            prefix,
                            "Code in a backup runs as this role: docs/roles.md has the SQL of a smaller one.",
                            findings);
                } else if (!row.getBoolean(2)) {
                    findings.error(
                            line(prefix, "username"),
                            prefix + ".username",
                            prefix + ".username: the role " + Printable.shortened(row.getString(3))
                                    + " may not create databases",
                            "Run as a superuser: ALTER ROLE " + Printable.shortened(row.getString(3)) + " CREATEDB"
                                    + (role == ServerRole.SCRATCH ? " CREATEROLE" : "") + ";");
                }
            } catch (SQLException e) {
                refused(prefix, to, SessionFailure.of(e), findings);
            }
        });
    }

    /** A server needs no database called {@code postgres}. */
    private static java.sql.Connection maintenance(Connection to) throws SQLException {
        try {
            return SignIn.readOnly(to, ANSWER);
        } catch (SQLException e) {
            if (SessionFailure.of(e).cause() != SessionCause.NO_SUCH_DATABASE) {
                throw e;
            }
            return SignIn.readOnly(to.withDatabase(FALLBACK), ANSWER);
        }
    }

    private Optional<Connection> connection(String prefix, String database, Findings findings) {
        ServerAddress address = ServerAddress.of(
                prefix,
                values.value(prefix + ".host").orElseThrow(),
                Integer.parseInt(values.value(prefix + ".port")
                        .or(() -> values.fallback(prefix + ".port"))
                        .orElseThrow()
                        .strip()));
        Connection plain = Connection.to(
                        address, values.value(prefix + ".username").orElseThrow(), database)
                .withConnectTimeout(CONNECT)
                .withApplicationName("holdfast-config-check");
        try {
            return Optional.of(Credentials.of(prefix, new FileSignIn(values, prefix), VaultElsewhere.INSTANCE)
                    .on(plain));
        } catch (PasswordUnavailable e) {
            findings.warning(line(prefix, "vault-path"), prefix, prefix + ": " + withoutStop(e.problem()), e.hint());
            return Optional.empty();
        }
    }

    private void superuser(String prefix, String hint, Findings findings) {
        findings.warning(
                line(prefix, "username"), prefix + ".username", prefix + ".username: the role is a superuser", hint);
    }

    /** The setting that the cause is about is named, with its value. */
    private void refused(String prefix, Connection to, SessionFailure failure, Findings findings) {
        String setting = switch (failure.cause()) {
            case NO_SUCH_DATABASE, DATABASE_CLOSED -> "name";
            case PASSWORD_REFUSED, ROLE_REFUSED, PASSWORD_MISSING, SIGN_IN_UNSUPPORTED, PERMISSION -> "username";
            case TLS_REFUSED -> "ssl-mode";
            default -> "host";
        };
        String value = switch (setting) {
            case "name" -> " (" + Printable.shortened(to.database()) + ")";
            case "username" -> " (" + Printable.shortened(to.username()) + ")";
            default -> " (" + Printable.line(to.server().shown()) + ")";
        };
        findings.error(
                line(prefix, setting),
                prefix + "." + setting,
                prefix + "." + setting + value + ": " + withoutStop(failure.message()),
                failure.hint());
    }

    private int line(String prefix, String setting) {
        return values.line(prefix, setting, "host");
    }

    private static String withoutStop(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
