package io.holdfast.restoreengine.contents;

import io.holdfast.postgrestools.TextEncoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the script that {@code pg_restore --data-only -f -} writes, in chunks of any size: counts and fingerprints the
 * rows of every COPY block and the bytes of large objects, and notes where sequences stand.
 *
 * <p>Names may contain anything, also line ends and {@code COPY … FROM stdin;}. So statements are told apart by their
 * quotes and semicolons, as the server does, and not line by line. They are in the encoding that the script sets. Rows never
 * leave here; only their hashes do.
 */
public final class ScriptReader {

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
    private final RowSetHash hash = new RowSetHash();
    private final Map<TableName, TableContents> tables = new LinkedHashMap<>();
    private final Map<TableName, Long> longLines = new HashMap<>();
    private final List<SequenceValue> sequences = new ArrayList<>();
    private final LargeObjectDigest objects = new LargeObjectDigest();
    private final StatementBuffer statement = new StatementBuffer();
    private Place place = Place.BETWEEN_STATEMENTS;
    private CopyStatement block = new CopyStatement(new TableName("", ""), "");
    private String notUnderstood = "";
    private TextEncoding encoding = TextEncoding.SQL_ASCII;
    private boolean isEncodingSet;
    private boolean areBackslashesDoubled;
    private long largeObjects;
    private long textBytes;
    private long keptBytes;

    /** Bytes of the current row that came with earlier chunks, and the first two of them. */
    private long rowBytes;

    private int rowBeginning;
    private long longestRow;

    /** @param longestList how many bytes of names of tables and columns may be kept */
    public ScriptReader(long longestList) {
        this.longestList = longestList;
    }

    /** The next bytes of the script; nothing of them is kept but the names of tables and columns. */
    public void take(byte[] bytes, int from, int length) {
        textBytes += length;
        int to = from + length;
        int i = from;
        while (i < to && notUnderstood.isEmpty() && !isTooLong()) {
            i = place == Place.ROWS ? rows(bytes, i, to) : outside(bytes, i, to);
        }
    }

    /** What was read, once the script has ended. */
    public ScriptReadResult finish() {
        if (isTooLong()) {
            return new ScriptReadResult.TooManyNames(longestList);
        }
        if (!notUnderstood.isEmpty()) {
            return new ScriptReadResult.NotUnderstood(notUnderstood);
        }
        return switch (place) {
            case BETWEEN_STATEMENTS -> whole();
            case ROWS, BEFORE_ROWS -> new ScriptReadResult.CutOff("in the rows of table " + block.table());
            case COMMENT, STATEMENT, STRING, DIGITS, QUOTED_NAME ->
                new ScriptReadResult.CutOff("in the middle of a statement");
        };
    }

    private ScriptReadResult.Whole whole() {
        Fingerprint ofObjects = objects.finish();
        return new ScriptReadResult.Whole(
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

    /** Whether the row is {@code \.}: no row of data can be, because COPY doubles every backslash of its own. */
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
        TableContents contents = new TableContents(block.table(), block.columns(), hash.finish());
        tables.merge(block.table(), contents, TableContents::plus);
        if (longestRow >= ScriptReadResult.LONG) {
            longLines.merge(block.table(), longestRow, Math::max);
        }
        longestRow = 0;
        place = Place.BETWEEN_STATEMENTS;
    }

    /** Reads up to the next change of place that {@link #take} has to know of. */
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
                case ROWS, DIGITS -> throw new IllegalStateException("rows and digits are read elsewhere");
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

    /** A statement never begins with a hyphen or a backslash; comments and psql's {@code \restrict} do. */
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

    /** A doubled quote ends the string and begins it again, which comes to the same. */
    private void inQuotes(byte b, char quote) {
        keep(b);
        if (b == quote) {
            place = Place.STATEMENT;
        }
    }

    private void endStatement() {
        place = Place.BETWEEN_STATEMENTS;
        if (statement.beginsWith(CopyStatement.BEGINNING)) {
            Optional<CopyStatement> copy = CopyStatement.parse(statement.bytes(), statement.length(), encoding);
            copy.ifPresent(found -> block = found);
            keptBytes += statement.length();
            place = copy.isPresent() ? Place.BEFORE_ROWS : misread();
        } else if (statement.beginsWith(SetvalStatement.BEGINNING)) {
            keptBytes += statement.length();
            SetvalStatement.parse(statement, encoding, areBackslashesDoubled).ifPresent(sequences::add);
        } else if (statement.beginsWith(OBJECT)) {
            largeObjects++;
            objects.begin(statement.firstLiteral());
        } else if (statement.is(OBJECT_END)) {
            objects.end();
        } else if (statement.beginsWith(ENCODING)) {
            encoding = TextEncoding.of(statement.firstLiteral());
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
