package io.holdfast.postgrestools;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/**
 * Opens JDBC connections to the servers that PostgreSQL's programs connect to. This is the only class that does: every session on a foreign
 * server is a {@link SecureSessionSettings}.
 */
public final class JdbcConnectionFactory {

    /** A pool without a free session makes a client wait. */
    private static final Duration POOLED_ANSWER = Duration.ofSeconds(5);

    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MOST_TRIES = 25;

    private JdbcConnectionFactory() {}

    /**
     * Opens a session for queries. The server refuses every write (SQLSTATE 25006), also outside a transaction.
     *
     * @param answer maximum time without an answer to a statement; unlimited if zero
     * @throws TlsRefusedException if the connection cannot be secured as configured
     * @throws NotConnectedException if the session could not be opened for another reason; see {@link SessionFailure}
     */
    public static java.sql.Connection readOnly(DatabaseConnection to, Duration answer) throws SQLException {
        Properties properties = properties(to, answer);
        properties.setProperty("autosave", "always");
        return pinned(to, properties, true);
    }

    /**
     * Like {@link #readOnly}, directly after the end of a program that signed in with the same role. The server needs a moment to notice
     * the end. A role with a connection limit of one has no free connection until then, so this method retries for a few seconds.
     */
    public static java.sql.Connection readOnlyAfterwards(DatabaseConnection to, Duration answer) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                return readOnly(to, answer);
            } catch (SQLException e) {
                if (!TOO_MANY_CONNECTIONS.equals(e.getSQLState())
                        || tries == MOST_TRIES
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /**
     * @param answer maximum time without an answer to a statement; unlimited if zero
     * @throws TlsRefusedException if the connection cannot be secured as configured
     * @throws NotConnectedException if the session could not be opened for another reason; see {@link SessionFailure}
     */
    public static java.sql.Connection to(DatabaseConnection to, Duration answer) throws SQLException {
        return pinned(to, properties(to, answer), false);
    }

    /**
     * Opens a session for rows of any length. COPY returns them in pieces ({@link CopyDataMessageSplitter}), so that this JVM never holds a whole
     * row.
     *
     * @param answer maximum time without an answer to a statement; unlimited if zero
     * @throws TlsRefusedException if the connection cannot be secured as configured
     */
    public static java.sql.Connection forLongRows(DatabaseConnection to, Duration answer, boolean readOnly)
            throws SQLException {
        Properties properties = properties(to, answer);
        properties.setProperty("socketFactory", LongRowSocketFactory.class.getName());
        properties.setProperty("sslfactory", LongRowTlsSocketFactory.class.getName());
        // GSSAPI encryption would hide the messages from the socket.
        properties.setProperty("gssEncMode", "disable");
        if (readOnly) {
            properties.setProperty("autosave", "always");
        }
        return pinned(to, properties, readOnly);
    }

    /**
     * Returns the same connection, to a single address of one server, for all sessions and programs of a task. If the settings allow
     * several addresses, this method signs in to find the first that answers as a primary, otherwise the first that answers.
     */
    public static DatabaseConnection pin(DatabaseConnection to) throws SQLException {
        return ChooseServerEndpoint.of(to, at -> {
            try (java.sql.Connection session = readOnly(at, at.connectTimeout());
                    Statement statement = session.createStatement();
                    ResultSet row = statement.executeQuery("select pg_catalog.pg_is_in_recovery()")) {
                row.next();
                return row.getBoolean(1);
            }
        });
    }

    private static java.sql.Connection pinned(DatabaseConnection open, Properties properties, boolean readOnly)
            throws SQLException {
        DatabaseConnection to = pin(open);
        java.sql.Connection session = withOrWithoutOptions(to, properties, readOnly);
        try {
            requireOwnSession(session, to, properties);
            SecureSessionSettings.pin(session, readOnly);
            return session;
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static java.sql.Connection withOrWithoutOptions(
            DatabaseConnection to, Properties properties, boolean readOnly) throws SQLException {
        properties.setProperty(
                "options",
                (SecureSessionSettings.options(readOnly) + " " + to.settings().options()).strip());
        try {
            return connect(to, properties);
        } catch (SQLException e) {
            if (!SecureSessionSettings.refusesOptions(e)) {
                throw e;
            }
            properties.remove("options");
            return withoutOptions(to, properties);
        }
    }

    private static java.sql.Connection withoutOptions(DatabaseConnection to, Properties properties)
            throws SQLException {
        try {
            return connect(to, properties);
        } catch (SQLException e) {
            // All other parameters are the driver's usual ones. For them, this code means that the server is not
            // PostgreSQL.
            throw SecureSessionSettings.refusesOptions(e) && isAnswer(e)
                    ? UnsupportedPoolerException.takesNoParameters(to, e)
                    : e;
        }
    }

    private static boolean isAnswer(SQLException failure) {
        return failure.getCause() instanceof PSQLException driver && driver.getServerErrorMessage() != null;
    }

    /**
     * A server reports the session's process id at the start of the session. If a later query returns another id, a pooler provides the
     * sessions, and may assign them to other clients between two transactions. pg_dump would lose its settings, such as the one that makes
     * hidden rows an error.
     */
    private static void requireOwnSession(java.sql.Connection session, DatabaseConnection to, Properties properties)
            throws SQLException {
        if (session.unwrap(PGConnection.class).getBackendPID() == PoolerSessionCheck.process(session)) {
            return;
        }
        Properties soon = new Properties();
        soon.putAll(properties);
        soon.setProperty("socketTimeout", Long.toString(POOLED_ANSWER.toSeconds()));
        boolean kept;
        try (java.sql.Connection second = connect(to, soon)) {
            kept = PoolerSessionCheck.are(session, second);
        } catch (SQLException e) {
            throw UnsupportedPoolerException.notShown(to, e);
        }
        if (!kept) {
            throw UnsupportedPoolerException.sharesSessions(to);
        }
    }

    private static Properties properties(DatabaseConnection to, Duration answer) throws TlsRefusedException {
        Properties properties = new Properties();
        String patience = Long.toString(to.connectTimeout().toSeconds());
        properties.setProperty("user", to.username());
        properties.setProperty("ApplicationName", to.applicationName());
        properties.setProperty("loginTimeout", patience);
        properties.setProperty("connectTimeout", patience);
        properties.setProperty("socketTimeout", Long.toString(answer.toSeconds()));
        // Bytes are compared in the server's own encoding.
        properties.setProperty("allowEncodingChanges", "true");
        to.password().map(Secret::reveal).ifPresent(password -> properties.setProperty("password", password));
        secure(properties, to.tls());
        return properties;
    }

    private static void secure(Properties properties, TlsSettings tls) throws TlsRefusedException {
        tls.mode().ifPresent(mode -> properties.setProperty("sslmode", mode.value()));
        tls.rootCertificate().ifPresent(file -> properties.setProperty("sslrootcert", file.toString()));
        tls.certificate().ifPresent(file -> properties.setProperty("sslcert", file.toString()));
        if (tls.key().isPresent()) {
            properties.setProperty("sslkey", tls.key().get().toString());
            properties.setProperty(
                    "pemKeyAlgorithm", PrivateKeyFileReader.algorithm(tls.key().get()));
        }
    }

    private static java.sql.Connection connect(DatabaseConnection to, Properties properties) throws SQLException {
        try {
            ServerEndpoint chosen = to.server().endpoints().getFirst();
            properties.putIfAbsent("socketFactory", PostgresSocketFactory.class.getName());
            properties.setProperty("socketFactoryArg", PostgresSocketFactory.place(chosen));
            if (chosen.isSocket()) {
                // As in libpq: a Unix socket needs no encryption.
                properties.setProperty("sslmode", SslMode.DISABLE.value());
            }
            java.sql.Connection connection = new Driver().connect(url(to, chosen), properties);
            if (connection == null) {
                throw new IllegalStateException("PostgreSQL's driver does not accept its own URL");
            }
            return connection;
        } catch (SQLException e) {
            throw TlsRefusedException.in(e, to)
                    .map(SQLException.class::cast)
                    .orElseGet(() -> new NotConnectedException(e, to.password().isPresent()));
        }
    }

    /** The host is only compared with the certificate; {@link PostgresSocketFactory} has the address. */
    private static String url(DatabaseConnection to, ServerEndpoint chosen) {
        String host = chosen.isSocket() ? "localhost" : chosen.host().replaceFirst("%.*", "");
        return "jdbc:postgresql://" + (chosen.isIpv6() ? "[" + host + "]" : host) + ":" + chosen.port() + "/"
                + URLEncoder.encode(to.database(), StandardCharsets.UTF_8);
    }
}
