package io.holdfast.postgrestools;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Opens a connection by JDBC where PostgreSQL's programs would sign in too. No other class does: every session to a server that is not
 * Holdfast's own is a {@link PinnedSession}.
 */
public final class SignIn {

    private SignIn() {}

    /**
     * For questions. Outside of a transaction too the server refuses whatever writes (SQLSTATE 25006).
     *
     * @param answer how long a statement may say nothing; without limit where zero
     * @throws TlsRefused if the connection cannot be secured as configured
     * @throws NotConnected if the session was not opened for another reason; see {@link SessionFailure}
     */
    public static java.sql.Connection readOnly(Connection to, Duration answer) throws SQLException {
        Properties properties = properties(to, answer);
        properties.setProperty("autosave", "always");
        return pinned(to, properties, true);
    }

    /**
     * @param answer how long a statement may say nothing; without limit where zero
     * @throws TlsRefused if the connection cannot be secured as configured
     * @throws NotConnected if the session was not opened for another reason; see {@link SessionFailure}
     */
    public static java.sql.Connection to(Connection to, Duration answer) throws SQLException {
        return pinned(to, properties(to, answer), false);
    }

    /**
     * For rows of any length: COPY gives them in pieces ({@link CopyDataSplitter}), so that this JVM holds none whole.
     *
     * @param answer how long a statement may say nothing; without limit where zero
     * @throws TlsRefused if the connection cannot be secured as configured
     */
    public static java.sql.Connection forLongRows(Connection to, Duration answer, boolean readOnly)
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

    private static java.sql.Connection pinned(Connection to, Properties properties, boolean readOnly)
            throws SQLException {
        java.sql.Connection session = withOrWithoutOptions(to, properties, readOnly);
        try {
            PinnedSession.pin(session, readOnly);
            return session;
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static java.sql.Connection withOrWithoutOptions(Connection to, Properties properties, boolean readOnly)
            throws SQLException {
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
            return connect(to, properties);
        }
    }

    private static Properties properties(Connection to, Duration answer) throws TlsRefused {
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

    private static void secure(Properties properties, Tls tls) throws TlsRefused {
        tls.mode().ifPresent(mode -> properties.setProperty("sslmode", mode.word()));
        tls.rootCertificate().ifPresent(file -> properties.setProperty("sslrootcert", file.toString()));
        tls.certificate().ifPresent(file -> properties.setProperty("sslcert", file.toString()));
        if (tls.key().isPresent()) {
            properties.setProperty("sslkey", tls.key().get().toString());
            properties.setProperty(
                    "pemKeyAlgorithm", PrivateKeyFile.algorithm(tls.key().get()));
        }
    }

    private static java.sql.Connection connect(Connection to, Properties properties) throws SQLException {
        try {
            java.sql.Connection connection = new Driver().connect(url(to), properties);
            if (connection == null) {
                throw new IllegalStateException("PostgreSQL's driver does not take its own address");
            }
            return connection;
        } catch (SQLException e) {
            throw TlsRefused.in(e, to)
                    .map(SQLException.class::cast)
                    .orElseGet(() -> new NotConnected(e, to.password().isPresent()));
        }
    }

    private static String url(Connection to) {
        String host = to.host().contains(":") ? "[" + to.host() + "]" : to.host();
        return "jdbc:postgresql://" + host + ":" + to.port() + "/"
                + URLEncoder.encode(to.database(), StandardCharsets.UTF_8);
    }
}
