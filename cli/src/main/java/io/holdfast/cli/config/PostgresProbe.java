package io.holdfast.cli.config;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.postgrestools.ServerCredentials;
import io.holdfast.postgrestools.ServerEndpointList;
import io.holdfast.postgrestools.SessionFailure;
import io.holdfast.postgrestools.SessionFailureCause;
import io.holdfast.postgrestools.SystemCatalogNameReader;
import io.holdfast.postgrestools.rights.BackupRightsReader;
import io.holdfast.postgrestools.rights.BackupRole;
import io.holdfast.postgrestools.rights.MissingReadRights;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Signs in to servers as the services do, and checks the required privileges. It changes nothing. */
final class PostgresProbe {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(8);
    private static final String MAINTENANCE = "postgres";
    private static final String FALLBACK = "template1";

    private static final String CREATOR = """
        select rolsuper, rolcreatedb, pg_catalog.quote_ident(rolname) from pg_catalog.pg_roles
        where rolname = current_user\
        """;

    private final EffectiveConfigValues configValues;

    PostgresProbe(EffectiveConfigValues configValues) {
        this.configValues = configValues;
    }

    /** Checks the requirements of dump-service: address, sign-in, database, and the privileges to read the whole database. */
    void database(String prefix, String id, ConfigFindingCollector configFindings) {
        String name = configValues.value(prefix + ".name").orElse(id);
        connection(prefix, name, configFindings).ifPresent(to -> {
            try (java.sql.Connection context = JdbcConnectionFactory.readOnly(to, ANSWER);
                    Statement statement = context.createStatement()) {
                SystemCatalogNameReader names = SystemCatalogNameReader.of(statement);
                BackupRole role = BackupRightsReader.role(statement, names);
                MissingReadRights missing = BackupRightsReader.missing(statement, names, role, true);
                if (!missing.isEmpty()) {
                    configFindings.error(
                            line(prefix, "username"), prefix, prefix + ": " + missing.problem(), missing.hint());
                } else if (role.superuser()) {
                    superuser(
                            prefix,
                            "A backup only reads. See docs/roles.md for the SQL of a role with fewer privileges.",
                            configFindings);
                }
            } catch (SQLException e) {
                refused(prefix, to, SessionFailure.of(e), configFindings);
            }
        });
    }

    /** Checks the requirement of restores and drills: a role that may create databases. */
    void creator(String prefix, PostgresServerPurpose role, ConfigFindingCollector configFindings) {
        connection(prefix, MAINTENANCE, configFindings).ifPresent(to -> {
            try (java.sql.Connection context = maintenance(to);
                    Statement statement = context.createStatement();
                    ResultSet row = statement.executeQuery(CREATOR)) {
                row.next();
                if (row.getBoolean(1)) {
                    superuser(
                            prefix,
                            "Code in a backup runs as this role. See docs/roles.md for the SQL of a role with fewer privileges.",
                            configFindings);
                } else if (!row.getBoolean(2)) {
                    configFindings.error(
                            line(prefix, "username"),
                            prefix + ".username",
                            prefix + ".username: the role " + ControlCharacterSanitizer.shortened(row.getString(3))
                                    + " may not create databases",
                            "Run as a superuser: ALTER ROLE " + ControlCharacterSanitizer.shortened(row.getString(3))
                                    + " CREATEDB" + (role == PostgresServerPurpose.SCRATCH ? " CREATEROLE" : "") + ";");
                }
            } catch (SQLException e) {
                refused(prefix, to, SessionFailure.of(e), configFindings);
            }
        });
    }

    /** Signs in to another database if the server has no database {@code postgres}. */
    private static java.sql.Connection maintenance(DatabaseConnection to) throws SQLException {
        try {
            return JdbcConnectionFactory.readOnly(to, ANSWER);
        } catch (SQLException e) {
            if (SessionFailure.of(e).cause() != SessionFailureCause.NO_SUCH_DATABASE) {
                throw e;
            }
            return JdbcConnectionFactory.readOnly(to.withDatabase(FALLBACK), ANSWER);
        }
    }

    private Optional<DatabaseConnection> connection(
            String prefix, String database, ConfigFindingCollector configFindings) {
        ServerEndpointList address = ServerEndpointList.of(
                prefix,
                configValues.value(prefix + ".host").orElseThrow(),
                Integer.parseInt(configValues
                        .value(prefix + ".port")
                        .or(() -> configValues.fallback(prefix + ".port"))
                        .orElseThrow()
                        .strip()));
        DatabaseConnection plain = DatabaseConnection.to(
                        address, configValues.value(prefix + ".username").orElseThrow(), database)
                .withConnectTimeout(CONNECT)
                .withApplicationName("holdfast-config-check");
        try {
            return Optional.of(ServerCredentials.of(
                            prefix, new ConfigFileLoginSettings(configValues, prefix), UnavailableSecretVault.INSTANCE)
                    .on(plain));
        } catch (PasswordUnavailableException e) {
            configFindings.warning(
                    line(prefix, "vault-path"), prefix, prefix + ": " + withoutStop(e.problem()), e.hint());
            return Optional.empty();
        }
    }

    private void superuser(String prefix, String hint, ConfigFindingCollector configFindings) {
        configFindings.warning(
                line(prefix, "username"), prefix + ".username", prefix + ".username: the role is a superuser", hint);
    }

    /** Adds an error for the setting that caused the failure, with its value. */
    private void refused(
            String prefix, DatabaseConnection to, SessionFailure failure, ConfigFindingCollector configFindings) {
        String setting = switch (failure.cause()) {
            case NO_SUCH_DATABASE, DATABASE_CLOSED -> "name";
            case PASSWORD_REFUSED, ROLE_REFUSED, PASSWORD_MISSING, SIGN_IN_UNSUPPORTED, PERMISSION -> "username";
            case TLS_REFUSED -> "ssl-mode";
            default -> "host";
        };
        String value = switch (setting) {
            case "name" -> " (" + ControlCharacterSanitizer.shortened(to.database()) + ")";
            case "username" -> " (" + ControlCharacterSanitizer.shortened(to.username()) + ")";
            default -> " (" + ControlCharacterSanitizer.line(to.server().shown()) + ")";
        };
        configFindings.error(
                line(prefix, setting),
                prefix + "." + setting,
                prefix + "." + setting + value + ": " + withoutStop(failure.message()),
                failure.hint());
    }

    private int line(String prefix, String setting) {
        return configValues.line(prefix, setting, "host");
    }

    private static String withoutStop(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
