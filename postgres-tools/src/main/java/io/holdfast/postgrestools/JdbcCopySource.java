package io.holdfast.postgrestools;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * COPY by the driver, in a session that has to be this one, such as one with an open transaction. The driver holds a whole row at a time;
 * where rows may be large, {@link PsqlSession} does not.
 */
public final class JdbcCopySource implements CopySource {

    private final Connection connection;
    private Charset charset = StandardCharsets.UTF_8;

    public JdbcCopySource(Connection connection) {
        this.connection = connection;
    }

    @Override
    public boolean copy(String statement, Sink sink) throws SQLException {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
        for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
            if (!sink.take(row, 0, row.length)) {
                copy.cancelCopy();
                return false;
            }
        }
        return true;
    }

    /** The server converts nothing in such a database, whatever the client says; LATIN1 lets every byte through the driver. */
    @Override
    public void takeBytes() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set client_encoding = 'LATIN1'");
        }
        charset = StandardCharsets.ISO_8859_1;
    }

    @Override
    public Charset charset() {
        return charset;
    }
}
