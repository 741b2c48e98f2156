package io.holdfast.restoreengine.contents;

import io.holdfast.postgrestools.PostgresTextEncoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the script that {@code pg_restore --data-only -f -} prints, in chunks of any size. It counts and hashes the rows of
 * every COPY block and the bytes of large objects, and records the positions of sequences.
 *
 * <p>Names may contain any character, also newlines and {@code COPY … FROM stdin;}. So the reader splits statements by quotes
 * and semicolons, as the server does, and not by lines. Statements are in the encoding that the script sets. Rows do not leave
 * this class, only their hashes.
 */
public final class RestoreScriptReader {

    private static final String ENCODING = "SET client_encoding = ";
    private static final String BACKSLASHES = "SET standard_conforming_strings = off;";
    private static final String OBJECT = "SELECT pg_catalog.lo_open(";
    private static final String OBJECT_BYTES = "SELECT pg_catalog.lowrite(0, '";
    private static final String OBJECT_END = "SELECT pg_catalog.lo_close(0);";

    private enum Place {
        BETWEEN_STATEMENTS,
        COMMENT,
        STATEMENT,
        STRING,
        DIGITS,
        QUOTED_NAME,
        BEFORE_ROWS,
        ROWS
    }

    private final long longestList;
    private final RowSetFingerprintBuilder hash = new RowSetFingerprintBuilder();
    private final Map<TableName, TableContentFingerprint> tables = new LinkedHashMap<>();
    private final Map<TableName, Long> longLines = new HashMap<>();
    private final List<SequenceValue> sequences = new ArrayList<>();
    private final LargeObjectFingerprintBuilder objects = new LargeObjectFingerprintBuilder();
    private final StatementBuffer statement = new StatementBuffer();
    private Place place = Place.BETWEEN_STATEMENTS;
    private CopyFromStdinStatement block = new CopyFromStdinStatement(new TableName("", ""), "");
    private String notUnderstood = "";
    private PostgresTextEncoding encoding = PostgresTextEncoding.SQL_ASCII;
    private boolean isEncodingSet;
    private boolean areBackslashesDoubled;
    private long largeObjects;
    private long textBytes;
    private long keptBytes;

    /** Bytes of the current row from earlier chunks, and its first two bytes. */
    private long rowBytes;

    private int rowBeginning;
    private long longestRow;

    /** @param longestList maximum number of bytes of table and column names to keep */
    public RestoreScriptReader(long longestList) {
        this.longestList = longestList;
    }

    /** Reads the next bytes of the script. Only the names of tables and columns are kept. */
    public void take(byte[] bytes, int from, int length) {
        textBytes += length;
        int to = from + length;
        int i = from;
        while (i < to && notUnderstood.isEmpty() && !isTooLong()) {
            i = place == Place.ROWS ? rows(bytes, i, to) : outside(bytes, i, to);
        }
    }

    /** The result, at the end of the script. */
    public RestoreScriptReadResult finish() {
        if (isTooLong()) {
            return new RestoreScriptReadResult.TooManyNames(longestList);
        }
        if (!notUnderstood.isEmpty()) {
            return new RestoreScriptReadResult.NotUnderstood(notUnderstood);
        }
        return switch (place) {
            case BETWEEN_STATEMENTS -> whole();
            case ROWS, BEFORE_ROWS -> new RestoreScriptReadResult.CutOff("in the rows of table " + block.table());
            case COMMENT, STATEMENT, STRING, DIGITS, QUOTED_NAME ->
                new RestoreScriptReadResult.CutOff("in the middle of a statement");
        };
    }

    private RestoreScriptReadResult.Whole whole() {
        Fingerprint ofObjects = objects.finish();
        return new RestoreScriptReadResult.Whole(
                List.copyOf(tables.values()),
                largeObjects,
                textBytes,
                isEncodingSet ? Optional.of(encoding.name()) : Optional.empty(),
                longLines,
                sequences,
                objects.isBroken() ? Optional.empty() : Optional.of(ofObjects));
    }

    private int rows(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int end = NewlineScanner.next(bytes, i, to);
            if (end < 0) {
                keepPiece(bytes, i, to);
                return to;
            }
            if (isEndOfRows(bytes, i, end)) {
                endBlock();
                return end + 1;
            }
            hash.take(bytes, i, end - i);
            hash.endRow();
            longestRow = Math.max(longestRow, rowBytes + end - i);
            rowBytes = 0;
            i = end + 1;
        }
        return to;
    }

    private boolean isTooLong() {
        return keptBytes > longestList;
    }

    private void keepPiece(byte[] bytes, int from, int to) {
        for (int i = from; i < to && rowBytes + i - from < 2; i++) {
            rowBeginning = (rowBeginning << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        hash.take(bytes, from, to - from);
        rowBytes += to - from;
    }

    /** Whether the row is {@code \.}. No data row can look like this, because COPY doubles the backslashes in rows. */
    private boolean isEndOfRows(byte[] bytes, int from, int end) {
        if (rowBytes == 0) {
            return end - from == 2 && bytes[from] == '\\' && bytes[from + 1] == '.';
        }
        if (rowBytes + end - from != 2) {
            rowBeginning = 0;
            return false;
        }
        for (int i = from; i < end; i++) {
            rowBeginning = (rowBeginning << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        boolean endOfRows = rowBeginning == (('\\' << Byte.SIZE) | '.');
        rowBeginning = 0;
        return endOfRows;
    }

    private void endBlock() {
        hash.dropRow();
        rowBytes = 0;
        TableContentFingerprint contents = new TableContentFingerprint(block.table(), block.columns(), hash.finish());
        tables.merge(block.table(), contents, TableContentFingerprint::plus);
        if (longestRow >= RestoreScriptReadResult.LONG) {
            longLines.merge(block.table(), longestRow, Math::max);
        }
        longestRow = 0;
        place = Place.BETWEEN_STATEMENTS;
    }

    /** Reads to the next state change that {@link #take} must handle. */
    private int outside(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && place != Place.ROWS && notUnderstood.isEmpty() && !isTooLong()) {
            if (place == Place.DIGITS) {
                i = digits(bytes, i, to);
                continue;
            }
            byte b = bytes[i++];
            switch (place) {
                case BETWEEN_STATEMENTS -> begin(b);
                case COMMENT -> {
                    if (b == '\n') {
                        place = Place.BETWEEN_STATEMENTS;
                    }
                }
                case STATEMENT -> inStatement(b);
                case STRING -> inQuotes(b, '\'');
                case QUOTED_NAME -> inQuotes(b, '"');
                case BEFORE_ROWS -> place = b == '\n' ? Place.ROWS : misread();
                case ROWS, DIGITS -> throw new IllegalStateException("rows and digits are not read by this method");
            }
        }
        return i;
    }

    private int digits(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != '\'') {
            end++;
        }
        objects.take(bytes, from, end);
        if (end == to) {
            return to;
        }
        place = Place.STATEMENT;
        return end + 1;
    }

    /** A statement never starts with a hyphen or a backslash. Comments and psql's {@code \restrict} do. */
    private void begin(byte b) {
        if (b == '-' || b == '\\') {
            place = Place.COMMENT;
        } else if (b != '\n' && b != ' ') {
            statement.clear();
            place = Place.STATEMENT;
            inStatement(b);
        }
    }

    private void inStatement(byte b) {
        keep(b);
        if (b == '\'') {
            place = Place.STRING;
            if (statement.is(OBJECT_BYTES)) {
                objects.beginDigits();
                place = Place.DIGITS;
            }
        } else if (b == '"') {
            place = Place.QUOTED_NAME;
        } else if (b == ';') {
            endStatement();
        }
    }

    /** A doubled quote closes the string and opens it again, which has the same effect. */
    private void inQuotes(byte b, char quote) {
        keep(b);
        if (b == quote) {
            place = Place.STATEMENT;
        }
    }

    private void endStatement() {
        place = Place.BETWEEN_STATEMENTS;
        if (statement.beginsWith(CopyFromStdinStatement.BEGINNING)) {
            Optional<CopyFromStdinStatement> copy =
                    CopyFromStdinStatement.parse(statement.bytes(), statement.length(), encoding);
            copy.ifPresent(found -> block = found);
            keptBytes += statement.length();
            place = copy.isPresent() ? Place.BEFORE_ROWS : misread();
        } else if (statement.beginsWith(SetvalStatementParser.BEGINNING)) {
            keptBytes += statement.length();
            SetvalStatementParser.parse(statement, encoding, areBackslashesDoubled)
                    .ifPresent(sequences::add);
        } else if (statement.beginsWith(OBJECT)) {
            largeObjects++;
            objects.begin(statement.firstLiteral());
        } else if (statement.is(OBJECT_END)) {
            objects.end();
        } else if (statement.beginsWith(ENCODING)) {
            encoding = PostgresTextEncoding.of(statement.firstLiteral());
            isEncodingSet = true;
        } else if (statement.is(BACKSLASHES)) {
            areBackslashesDoubled = true;
        }
    }

    private Place misread() {
        notUnderstood = "after " + tables.size() + " tables";
        return Place.BETWEEN_STATEMENTS;
    }

    private void keep(byte b) {
        if (!statement.add(b)) {
            place = misread();
        }
    }
}
