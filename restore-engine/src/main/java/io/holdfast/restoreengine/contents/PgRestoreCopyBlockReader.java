package io.holdfast.restoreengine.contents;

import io.holdfast.postgrestools.PostgresTextEncoding;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the first COPY block of the script that {@code pg_restore --data-only -f -} prints, as a stream of its rows that ends before
 * {@code \.}. It is used to send the same rows to a server with another COPY.
 */
public final class PgRestoreCopyBlockReader {

    /** Exceeds 1,600 columns with the longest names, all quoted. */
    private static final int LONGEST_STATEMENT = 1 << 20;

    private final CopyFromStdinStatement statement;
    private final PostgresTextEncoding encoding;
    private final InputStream rows;

    private PgRestoreCopyBlockReader(
            CopyFromStdinStatement statement, PostgresTextEncoding encoding, InputStream rows) {
        this.statement = statement;
        this.encoding = encoding;
        this.rows = rows;
    }

    /** Empty if the script has no COPY block, or one that cannot be parsed. */
    public static Optional<PgRestoreCopyBlockReader> in(InputStream script) throws IOException {
        BufferedInputStream in = new BufferedInputStream(script);
        byte[] beginning = CopyFromStdinStatement.BEGINNING.getBytes(StandardCharsets.US_ASCII);
        PostgresTextEncoding encoding = PostgresTextEncoding.SQL_ASCII;
        for (byte[] line = line(in); line.length > 0; line = line(in)) {
            if (startsWith(line, beginning)) {
                PostgresTextEncoding known = encoding;
                return statement(in, line, known).map(copy -> new PgRestoreCopyBlockReader(copy, known, new Rows(in)));
            }
            encoding = PostgresTextEncoding.setBy(new String(line, StandardCharsets.ISO_8859_1))
                    .orElse(encoding);
        }
        return Optional.empty();
    }

    public TableName table() {
        return statement.table();
    }

    /** The column list in parentheses as in the archive. It contains only names. */
    public String columns() {
        return statement.columns();
    }

    /** Encoding of the names and rows. */
    public PostgresTextEncoding encoding() {
        return encoding;
    }

    public InputStream rows() {
        return rows;
    }

    /** A name may contain line breaks, so the statement may continue on the next lines. */
    private static Optional<CopyFromStdinStatement> statement(
            InputStream in, byte[] first, PostgresTextEncoding encoding) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] line = first;
        while (line.length > 0 && text.size() + line.length <= LONGEST_STATEMENT) {
            text.write(line);
            Optional<CopyFromStdinStatement> copy =
                    CopyFromStdinStatement.parse(text.toByteArray(), text.size() - 1, encoding);
            if (copy.isPresent()) {
                return copy;
            }
            line = line(in);
        }
        return Optional.empty();
    }

    /** One line with its line break, no longer than a statement may be. Empty at the end. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        while (b >= 0) {
            line.write(b);
            if (b == '\n' || line.size() > LONGEST_STATEMENT) {
                return line.toByteArray();
            }
            b = in.read();
        }
        return line.toByteArray();
    }

    private static boolean startsWith(byte[] line, byte[] beginning) {
        return line.length >= beginning.length
                && java.util.Arrays.equals(line, 0, beginning.length, beginning, 0, beginning.length);
    }

    /** Ends at the line {@code \.}. No row can look like this, because COPY doubles the backslashes in rows. */
    private static final class Rows extends InputStream {

        private final BufferedInputStream in;
        private boolean isLineStart = true;
        private boolean isAtEnd;

        Rows(BufferedInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            if (isAtEnd || (isLineStart && endsHere())) {
                isAtEnd = true;
                return -1;
            }
            int b = in.read();
            isLineStart = b == '\n';
            isAtEnd = b < 0;
            return b;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int n = 0;
            while (n < length) {
                int b = read();
                if (b < 0) {
                    return n == 0 ? -1 : n;
                }
                into[from + n++] = (byte) b;
            }
            return n;
        }

        private boolean endsHere() throws IOException {
            in.mark(2);
            boolean ends = in.read() == '\\' && in.read() == '.';
            if (!ends) {
                in.reset();
            }
            return ends;
        }
    }
}
