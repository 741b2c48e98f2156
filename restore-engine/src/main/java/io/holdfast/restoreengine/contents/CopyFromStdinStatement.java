package io.holdfast.restoreengine.contents;

import io.holdfast.postgrestools.PostgresTextEncoding;
import java.util.Arrays;
import java.util.Optional;

/**
 * The statement before the rows of a table: {@code COPY schema.table (columns) FROM stdin;}.
 *
 * @param columns column list as written, with parentheses; empty for a table without columns
 */
record CopyFromStdinStatement(TableName table, String columns) {

    static final String BEGINNING = "COPY ";
    private static final String END = "FROM stdin;";

    /** Empty if the statement does not have this form. */
    static Optional<CopyFromStdinStatement> parse(byte[] statement, int length, PostgresTextEncoding encoding) {
        String text = encoding.decode(Arrays.copyOf(statement, length));
        if (!text.startsWith(BEGINNING) || !text.endsWith(" " + END)) {
            return Optional.empty();
        }
        Optional<SqlIdentifierParser.Read> first = SqlIdentifierParser.at(text, BEGINNING.length());
        Optional<SqlIdentifierParser.Read> second = first.filter(read -> text.charAt(read.end()) == '.')
                .flatMap(read -> SqlIdentifierParser.at(text, read.end() + 1));
        Optional<SqlIdentifierParser.Read> last = second.or(() -> first);
        int end = text.length() - END.length();
        if (last.isEmpty() || last.get().end() >= end) {
            return Optional.empty();
        }
        TableName table = new TableName(
                second.isPresent() ? first.get().name() : "", last.get().name());
        String columns = text.substring(last.get().end(), end).strip();
        return isColumnList(columns) ? Optional.of(new CopyFromStdinStatement(table, columns)) : Optional.empty();
    }

    /** Accepts only names, because the list becomes part of statements that read and write the same columns. */
    private static boolean isColumnList(String columns) {
        if (columns.isEmpty()) {
            return true;
        }
        int position = 0;
        do {
            Optional<SqlIdentifierParser.Read> column = SqlIdentifierParser.at(columns, position + 1);
            if (column.isEmpty() || column.get().end() >= columns.length()) {
                return false;
            }
            position = column.get().end();
            if (columns.startsWith(", ", position)) {
                position++;
            }
        } while (columns.charAt(position) == ' ');
        return columns.startsWith("(") && position == columns.length() - 1 && columns.charAt(position) == ')';
    }
}
