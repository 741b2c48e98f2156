package io.holdfast.postgrestools;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.sql.SQLException;

/** A session that answers {@code COPY … TO STDOUT}. Not for use by several threads at once. */
public interface CopySource {

    /** Hears the rows in pieces of any size; a row may come in several, and one piece may have many rows. */
    @FunctionalInterface
    interface RowSink {

        /** Returns whether to go on. */
        boolean take(byte[] bytes, int from, int length);
    }

    /**
     * Runs one COPY.
     *
     * @param statement in the text format
     * @return whether it was read to its end; where the sink stopped it, the session may be of no further use
     * @throws SQLException where the server refuses it, also after some rows; with the server's SQLSTATE
     */
    boolean copy(String statement, RowSink rowSink) throws SQLException;

    /**
     * From here on each character of a statement and of {@link #text} stands for the byte of its number: for a database in
     * {@code SQL_ASCII}, whose names may be of any bytes. A session that cannot do that goes on with {@link #charset()}.
     */
    void takeBytes() throws SQLException;

    /** Of statements and of {@link #text}. */
    Charset charset();

    /** All that a COPY of some small rows writes, as it is written. For questions, with an ENCODING of UTF8. */
    default String text(String statement) throws SQLException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        copy(statement, (bytes, from, length) -> {
            text.write(bytes, from, length);
            return true;
        });
        return text.toString(charset());
    }
}
