package io.holdfast.postgrestools;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a database is and how to sign in, given to programs by {@link ConnectionFiles}: arguments are readable by everyone on the host,
 * a database's name given by {@code -d} could be a whole connection string, and variables lose characters that the locale lacks.
 *
 * @param server where it is; {@link SignIn#pin} chooses one address of it
 * @param password none where the server trusts the account or {@code ~/.pgpass} holds the password
 * @param tls how it is secured
 * @param connectTimeout whole seconds, at least 2 (libpq's rule)
 * @param applicationName shown in {@code pg_stat_activity}
 * @param settings given as start-up options, beside the time zone
 */
public record DatabaseConnection(
        ServerAddress server,
        String username,
        String database,
        Optional<Secret> password,
        TlsSettings tls,
        Duration connectTimeout,
        String applicationName,
        TextSettings settings) {

    /**
     * In which the programs write timestamps with time zone, whatever server, database or role have configured: text that is
     * compared later must not depend on it.
     */
    public static final String TIME_ZONE = "UTC";

    /** A connection without password and with defaults: 15 seconds to connect, named {@code holdfast}. */
    public static DatabaseConnection to(String host, int port, String username, String database) {
        return to(ServerAddress.of(host, port), username, database);
    }

    /** As {@link #to(String, int, String, String)}. */
    public static DatabaseConnection to(ServerAddress server, String username, String database) {
        return new DatabaseConnection(
                server,
                username,
                database,
                Optional.empty(),
                TlsSettings.DEFAULT,
                Duration.ofSeconds(15),
                "holdfast",
                TextSettings.NONE);
    }

    /** As libpq takes it: a name, an address without brackets, or the directory of a Unix socket; all of a list, with commas. */
    public String host() {
        return server.host();
    }

    /** Of the first host. */
    public int port() {
        return server.endpoints().getFirst().port();
    }

    /** At one of the endpoints alone. */
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

    /** Another database of the same server. */
    public DatabaseConnection withDatabase(String name) {
        return new DatabaseConnection(server, username, name, password, tls, connectTimeout, applicationName, settings);
    }

    /** Another role on the same server. */
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

    /** With further settings of the session; a pooler may refuse them, see {@link TextSettings#areTaken}. */
    public DatabaseConnection withSettings(TextSettings more) {
        return new DatabaseConnection(server, username, database, password, tls, connectTimeout, applicationName, more);
    }

    /**
     * Where it is and who signs in, without the password.
     *
     * @throws IllegalStateException if one of several hosts has still to be chosen, see {@link SignIn#pin}
     */
    List<LibpqParameter> parameters() {
        if (server.isList()) {
            throw new IllegalStateException("no host of " + server.named() + " is chosen");
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

    /** libpq's variables for the session, all of ASCII; {@link ConnectionFiles} have the rest. */
    Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PGCONNECT_TIMEOUT", Long.toString(Math.max(2, connectTimeout.toSeconds())));
        variables.put("PGTZ", settings.values().getOrDefault(TextSettings.TIME_ZONE, TIME_ZONE));
        if (!settings.values().isEmpty()) {
            variables.put("PGOPTIONS", settings.options());
        }
        return variables;
    }
}
