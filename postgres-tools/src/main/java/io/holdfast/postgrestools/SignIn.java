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
 * Opens a connection by JDBC where PostgreSQL's programs would sign in too. No other class does: every session to a server that is not
 * Holdfast's own is a {@link PinnedSession}.
 */
public final class SignIn {

    /** A pool with no free session lets a client wait. */
    private static final Duration POOLED_ANSWER = Duration.ofSeconds(5);

    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MOST_TRIES = 25;

    private SignIn() {}

    /**
     * For questions. Outside of a transaction too the server refuses whatever writes (SQLSTATE 25006).
     *
     * @param answer how long a statement may say nothing; without limit where zero
     * @throws TlsRefusedException if the connection cannot be secured as configured
     * @throws NotConnectedException if the session was not opened for another reason; see {@link SessionFailure}
     */
    public static java.sql.Connection readOnly(DatabaseConnection to, Duration answer) throws SQLException {
        Properties properties = properties(to, answer);
        properties.setProperty("autosave", "always");
        return pinned(to, properties, true);
    }

    /**
     * As {@link #readOnly}, right after a program has ended that signed in by the same role: the server takes a moment to see that, and a
     * role with one connection has none meanwhile. Waits for it, for some seconds.
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
     * @param answer how long a statement may say nothing; without limit where zero
     * @throws TlsRefusedException if the connection cannot be secured as configured
     * @throws NotConnectedException if the session was not opened for another reason; see {@link SessionFailure}
     */
    public static java.sql.Connection to(DatabaseConnection to, Duration answer) throws SQLException {
        return pinned(to, properties(to, answer), false);
    }

    /**
     * For rows of any length: COPY gives them in pieces ({@link CopyDataSplitter}), so that this JVM holds none whole.
     *
     * @param answer how long a statement may say nothing; without limit where zero
     * @throws TlsRefusedException if the connection cannot be secured as configured
     */
    public static java.sql.Connection forLongRows(DatabaseConnection to, Duration answer, boolean readOnly)
            throws SQLException {
        Properties properties = properties(to, answer);
        properties.setProperty("socketFactory", SplittingSocketFactory.class.getName());
        properties.setProperty("sslfactory", SplittingTlsFactory.class.getName());
        // Its encryption would lie between the socket and the messages.
        properties.setProperty("gssEncMode", "disable");
        if (readOnly) {
            properties.setProperty("autosave", "always");
        }
        return pinned(to, properties, readOnly);
    }

    /**
     * The same connection to one address of one server, for everything that belongs together. Where settings leave several open, it signs
     * in to find the first that answers as a primary, or else the first that answers.
     */
    public static DatabaseConnection pin(DatabaseConnection to) throws SQLException {
        return ChooseServerAddress.of(to, at -> {
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
            PinnedSession.pin(session, readOnly);
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
                (PinnedSession.options(readOnly) + " " + to.settings().options()).strip());
        try {
            return connect(to, properties);
        } catch (SQLException e) {
            if (!PinnedSession.refusesOptions(e)) {
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
            // The rest is what the driver always sends. With the same code it says that no PostgreSQL answers.
            throw PinnedSession.refusesOptions(e) && isAnswer(e) ? PoolerRefusedException.takesNoParameters(to, e) : e;
        }
    }

    private static boolean isAnswer(SQLException failure) {
        return failure.getCause() instanceof PSQLException driver && driver.getServerErrorMessage() != null;
    }

    /**
     * A server names the process of a session when it begins. A pooler that names another has sessions of its own, and may give them to
     * others between two transactions: pg_dump would lose its settings, such as the one by which hidden rows are an error.
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
            throw PoolerRefusedException.notShown(to, e);
        }
        if (!kept) {
            throw PoolerRefusedException.sharesSessions(to);
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
        // The server's own encoding is asked for where bytes are compared.
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
                    "pemKeyAlgorithm", PrivateKeyFile.algorithm(tls.key().get()));
        }
    }

    private static java.sql.Connection connect(DatabaseConnection to, Properties properties) throws SQLException {
        try {
            ServerEndpoint chosen = to.server().endpoints().getFirst();
            properties.putIfAbsent("socketFactory", ServerSockets.class.getName());
            properties.setProperty("socketFactoryArg", ServerSockets.place(chosen));
            if (chosen.isSocket()) {
                // As libpq: nobody listens in.
                properties.setProperty("sslmode", SslMode.DISABLE.value());
            }
            java.sql.Connection connection = new Driver().connect(url(to, chosen), properties);
            if (connection == null) {
                throw new IllegalStateException("PostgreSQL's driver does not take its own address");
            }
            return connection;
        } catch (SQLException e) {
            throw TlsRefusedException.in(e, to)
                    .map(SQLException.class::cast)
                    .orElseGet(() -> new NotConnectedException(e, to.password().isPresent()));
        }
    }

    /** The host is only what a certificate is compared with: where it is, {@link ServerSockets} knows. */
    private static String url(DatabaseConnection to, ServerEndpoint chosen) {
        String host = chosen.isSocket() ? "localhost" : chosen.host().replaceFirst("%.*", "");
        return "jdbc:postgresql://" + (chosen.isIpv6() ? "[" + host + "]" : host) + ":" + chosen.port() + "/"
                + URLEncoder.encode(to.database(), StandardCharsets.UTF_8);
    }
}
