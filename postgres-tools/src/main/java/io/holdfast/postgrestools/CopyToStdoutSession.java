package io.holdfast.postgrestools;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.sql.SQLException;

/** A session that runs {@code COPY … TO STDOUT}. Not thread-safe. */
public interface CopyToStdoutSession {

    /** Receives the rows in pieces of any size. A piece can contain many rows, and a row can span several pieces. */
    @FunctionalInterface
    interface RowSink {

        /** Returns whether to continue. */
        boolean take(byte[] bytes, int from, int length);
    }

    /**
     * Runs one COPY.
     *
     * @param statement in the text format
     * @return whether the output was read to its end; if the sink stopped it, the session may be unusable
     * @throws SQLException with the server's SQLSTATE if the server refuses the statement, possibly after some rows
     */
    boolean copy(String statement, RowSink rowSink) throws SQLException;

    /**
     * Switches to one character for each byte, in statements and in {@link #text}: for a database with {@code SQL_ASCII}, whose names can
     * contain any bytes. A session that does not support this keeps its {@link #charset()}.
     */
    void takeBytes() throws SQLException;

    /** The charset of statements and of {@link #text}. */
    Charset charset();

    /** The complete output of a COPY of a few small rows, unchanged. For queries with ENCODING UTF8. */
    default String text(String statement) throws SQLException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        copy(statement, (bytes, from, length) -> {
            text.write(bytes, from, length);
            return true;
        });
        return text.toString(charset());
    }
}
