package io.holdfast.postgrestools;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Runs COPY through the driver, for a specific session, such as one with an open transaction. The driver keeps a whole row in memory,
 * except in a session of {@link JdbcConnectionFactory#forLongRows}.
 */
public final class JdbcCopyToStdoutSession implements CopyToStdoutSession {

    private final Connection connection;

    public JdbcCopyToStdoutSession(Connection connection) {
        this.connection = connection;
    }

    @Override
    public boolean copy(String statement, RowSink rowSink) throws SQLException {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
        for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
            if (!rowSink.take(row, 0, row.length)) {
                copy.cancelCopy();
                return false;
            }
        }
        return true;
    }

    /**
     * Does nothing. The driver sends every statement in UTF-8, so only names in UTF-8 are possible. In an answer in the server's encoding,
     * other bytes are replaced.
     */
    @Override
    public void takeBytes() {}

    @Override
    public Charset charset() {
        return StandardCharsets.UTF_8;
    }
}
