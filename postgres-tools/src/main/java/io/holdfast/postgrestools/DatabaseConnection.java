package io.holdfast.postgrestools;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The address of a database and how to sign in. {@link LibpqConnectionFiles} passes it to programs, for these reasons: every user of the host
 * can read arguments, {@code -d} interprets a database name as a connection string, and variables lose characters that the locale lacks.
 *
 * @param server address of the server; {@link JdbcConnectionFactory#pin} chooses one of several
 * @param password none if the server trusts the account or {@code ~/.pgpass} has the password
 * @param tls TLS settings
 * @param connectTimeout whole seconds, at least 2 (required by libpq)
 * @param applicationName shown in {@code pg_stat_activity}
 * @param settings sent as start-up options, in addition to the time zone
 */
public record DatabaseConnection(
        ServerEndpointList server,
        String username,
        String database,
        Optional<Secret> password,
        TlsSettings tls,
        Duration connectTimeout,
        String applicationName,
        TextOutputSettings settings) {

    /**
     * The time zone in which the programs write timestamps, regardless of the server's, database's or role's setting: text that is compared
     * later must not depend on them.
     */
    public static final String TIME_ZONE = "UTC";

    /** A connection without a password and with defaults: a connect timeout of 15 seconds, application name {@code holdfast}. */
    public static DatabaseConnection to(String host, int port, String username, String database) {
        return to(ServerEndpointList.of(host, port), username, database);
    }

    /** Like {@link #to(String, int, String, String)}. */
    public static DatabaseConnection to(ServerEndpointList server, String username, String database) {
        return new DatabaseConnection(
                server,
                username,
                database,
                Optional.empty(),
                TlsSettings.DEFAULT,
                Duration.ofSeconds(15),
                "holdfast",
                TextOutputSettings.NONE);
    }

    /** The host in libpq's format: a name, an address without brackets, or the directory of a Unix socket; several with commas. */
    public String host() {
        return server.host();
    }

    /** The port of the first host. */
    public int port() {
        return server.endpoints().getFirst().port();
    }

    /** The same connection, to this endpoint only. */
    DatabaseConnection at(ServerEndpoint endpoint) {
        return new DatabaseConnection(
                server.only(endpoint), username, database, password, tls, connectTimeout, applicationName, settings);
    }

    public DatabaseConnection withPassword(Secret secret) {
        return new DatabaseConnection(
                server, username, database, Optional.of(secret), tls, connectTimeout, applicationName, settings);
    }

    public DatabaseConnection withTls(TlsSettings how) {
        return new DatabaseConnection(
                server, username, database, password, how, connectTimeout, applicationName, settings);
    }

    /** The same connection, to another database of the server. */
    public DatabaseConnection withDatabase(String name) {
        return new DatabaseConnection(server, username, name, password, tls, connectTimeout, applicationName, settings);
    }

    /** The same connection, with another role. */
    public DatabaseConnection withRole(String name, Secret secret) {
        return new DatabaseConnection(
                server, name, database, Optional.of(secret), tls, connectTimeout, applicationName, settings);
    }

    public DatabaseConnection withConnectTimeout(Duration timeout) {
        return new DatabaseConnection(server, username, database, password, tls, timeout, applicationName, settings);
    }

    public DatabaseConnection withApplicationName(String name) {
        return new DatabaseConnection(server, username, database, password, tls, connectTimeout, name, settings);
    }

    /** With additional settings of the session. A pooler may refuse them, see {@link TextOutputSettings#areTaken}. */
    public DatabaseConnection withSettings(TextOutputSettings more) {
        return new DatabaseConnection(server, username, database, password, tls, connectTimeout, applicationName, more);
    }

    /**
     * The address and the role, without the password.
     *
     * @throws IllegalStateException if none of several hosts has been chosen yet, see {@link JdbcConnectionFactory#pin}
     */
    List<LibpqParameter> parameters() {
        if (server.isList()) {
            throw new IllegalStateException("no host of " + server.named() + " has been chosen");
        }
        List<LibpqParameter> parameters = new ArrayList<>(List.of(
                LibpqParameter.ofServer("host", "PGHOST", host()),
                LibpqParameter.ofServer("port", "PGPORT", Integer.toString(port())),
                LibpqParameter.ofServer("user", "PGUSER", username),
                LibpqParameter.ofServer("dbname", "PGDATABASE", database),
                LibpqParameter.ofServer("application_name", "PGAPPNAME", applicationName)));
        server.endpoints()
                .getFirst()
                .numeric()
                .ifPresent(address -> parameters.add(LibpqParameter.ofServer("hostaddr", "PGHOSTADDR", address)));
        parameters.addAll(tls.parameters());
        return parameters;
    }

    /** libpq's variables for the session, in ASCII. {@link LibpqConnectionFiles} contains the other parameters. */
    Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PGCONNECT_TIMEOUT", Long.toString(Math.max(2, connectTimeout.toSeconds())));
        variables.put("PGTZ", settings.values().getOrDefault(TextOutputSettings.TIME_ZONE, TIME_ZONE));
        if (!settings.values().isEmpty()) {
            variables.put("PGOPTIONS", settings.options());
        }
        return variables;
    }
}
