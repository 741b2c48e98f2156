package io.holdfast.postgrestools;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a database is and how to sign in, given to programs by libpq's environment variables only: arguments are readable by
 * everyone on the host, and a database's name given by {@code -d} could be a whole connection string.
 *
 * @param host name, address, or directory of a Unix socket
 * @param password none where the server trusts the account or {@code ~/.pgpass} holds the password
 * @param sslMode libpq's setting of that name; none leaves libpq's default
 * @param sslRootCertificate file of trusted certificates, for {@code verify-ca} and {@code verify-full}
 * @param connectTimeout whole seconds, at least 2 (libpq's rule)
 * @param applicationName shown in {@code pg_stat_activity}
 */
public record Connection(
        String host,
        int port,
        String username,
        String database,
        Optional<Secret> password,
        Optional<String> sslMode,
        Optional<String> sslRootCertificate,
        Duration connectTimeout,
        String applicationName) {

    /**
     * In which the programs write timestamps with time zone, whatever server, database or role have configured: text that is
     * compared later must not depend on it.
     */
    public static final String TIME_ZONE = "UTC";

    /** A connection without password and with defaults: 15 seconds to connect, named {@code holdfast}. */
    public static Connection to(String host, int port, String username, String database) {
        return new Connection(
                host,
                port,
                username,
                database,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(15),
                "holdfast");
    }

    public Connection withPassword(Secret secret) {
        return new Connection(
                host,
                port,
                username,
                database,
                Optional.of(secret),
                sslMode,
                sslRootCertificate,
                connectTimeout,
                applicationName);
    }

    public Connection withSsl(String mode, Optional<String> rootCertificate) {
        return new Connection(
                host,
                port,
                username,
                database,
                password,
                Optional.of(mode),
                rootCertificate,
                connectTimeout,
                applicationName);
    }

    /** Another database of the same server. */
    public Connection withDatabase(String name) {
        return new Connection(
                host, port, username, name, password, sslMode, sslRootCertificate, connectTimeout, applicationName);
    }

    public Connection withConnectTimeout(Duration timeout) {
        return new Connection(
                host, port, username, database, password, sslMode, sslRootCertificate, timeout, applicationName);
    }

    public Connection withApplicationName(String name) {
        return new Connection(
                host, port, username, database, password, sslMode, sslRootCertificate, connectTimeout, name);
    }

    /** libpq's variables for this connection. The map holds the password; do not print it. */
    Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PGHOST", host);
        variables.put("PGPORT", Integer.toString(port));
        variables.put("PGUSER", username);
        variables.put("PGDATABASE", database);
        variables.put("PGCONNECT_TIMEOUT", Long.toString(Math.max(2, connectTimeout.toSeconds())));
        variables.put("PGAPPNAME", applicationName);
        variables.put("PGTZ", TIME_ZONE);
        password.ifPresent(secret -> variables.put("PGPASSWORD", secret.reveal()));
        sslMode.ifPresent(mode -> variables.put("PGSSLMODE", mode));
        sslRootCertificate.ifPresent(file -> variables.put("PGSSLROOTCERT", file));
        return variables;
    }
}
