package io.holdfast.restoreengine.contents;

import io.holdfast.postgrestools.CopyToStdoutSession;
import io.holdfast.postgrestools.PostgresTextEncoding;
import java.sql.SQLException;

/**
 * Encodes object names in the statements and results of a session. If the database does not convert encodings, names are the
 * bytes of the archive, one character for each byte. Otherwise they are text.
 */
final class SqlIdentifierEncoder {

    private static final String ENCODING =
            "copy (select pg_catalog.current_setting('server_encoding')) to stdout with (encoding 'UTF8')";

    private final CopyToStdoutSession source;
    private final PostgresTextEncoding encoding;

    private SqlIdentifierEncoder(CopyToStdoutSession source, PostgresTextEncoding encoding) {
        this.source = source;
        this.encoding = encoding;
    }

    static SqlIdentifierEncoder of(CopyToStdoutSession source) throws SQLException {
        PostgresTextEncoding encoding = PostgresTextEncoding.of(
                CopyTextFormatParser.rows(source.text(ENCODING)).getFirst().getFirst());
        if (encoding.isBytes()) {
            source.takeBytes();
        }
        return new SqlIdentifierEncoder(source, encoding);
    }

    PostgresTextEncoding encoding() {
        return encoding;
    }

    /** The end of a COPY statement whose result contains names. */
    String answered() {
        return " to stdout with (encoding '" + (encoding.isBytes() ? encoding.name() : "UTF8") + "')";
    }

    /** The quoted name for a statement. */
    String quoted(TableName table) {
        String name = quoted(table.name());
        return table.schema().isEmpty() ? name : quoted(table.schema()) + "." + name;
    }

    /** The quoted name for use in an {@code E'…'} literal. */
    String literal(TableName table) {
        return quoted(table).replace("'", "''").replace("\\", "\\\\");
    }

    /** @param columns column list as in an archive, quoted if necessary */
    String columns(String columns) {
        return written(columns);
    }

    /** Decodes a name from a result. */
    TableName read(String schema, String name) {
        return new TableName(read(schema), read(name));
    }

    private String quoted(String name) {
        return '"' + written(name).replace("\"", "\"\"") + '"';
    }

    private String written(String text) {
        return encoding.isBytes() ? new String(encoding.encode(text), source.charset()) : text;
    }

    private String read(String text) {
        return encoding.isBytes() ? encoding.decode(text.getBytes(source.charset())) : text;
    }
}
