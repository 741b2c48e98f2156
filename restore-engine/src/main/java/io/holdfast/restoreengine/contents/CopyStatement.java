package io.holdfast.restoreengine.contents;

import io.holdfast.postgrestools.PostgresTextEncoding;
import java.util.Arrays;
import java.util.Optional;

/**
 * The statement before the rows of a table: {@code COPY schema.table (columns) FROM stdin;}.
 *
 * @param columns column list as written, with parentheses; empty for a table without columns
 */
record CopyStatement(TableName table, String columns) {

    static final String BEGINNING = "COPY ";
    private static final String END = "FROM stdin;";

    /** Empty if the statement does not have this form. */
    static Optional<CopyStatement> parse(byte[] statement, int length, PostgresTextEncoding encoding) {
        String text = encoding.decode(Arrays.copyOf(statement, length));
        if (!text.startsWith(BEGINNING) || !text.endsWith(" " + END)) {
            return Optional.empty();
        }
        Optional<IdentifierReader.Read> first = IdentifierReader.at(text, BEGINNING.length());
        Optional<IdentifierReader.Read> second = first.filter(read -> text.charAt(read.end()) == '.')
                .flatMap(read -> IdentifierReader.at(text, read.end() + 1));
        Optional<IdentifierReader.Read> last = second.or(() -> first);
        int end = text.length() - END.length();
        if (last.isEmpty() || last.get().end() >= end) {
            return Optional.empty();
        }
        TableName table = new TableName(
                second.isPresent() ? first.get().name() : "", last.get().name());
        String columns = text.substring(last.get().end(), end).strip();
        return isColumnList(columns) ? Optional.of(new CopyStatement(table, columns)) : Optional.empty();
    }

    /** Accepts only names, because the list becomes part of statements that read and write the same columns. */
    private static boolean isColumnList(String columns) {
        if (columns.isEmpty()) {
            return true;
        }
        int position = 0;
        do {
            Optional<IdentifierReader.Read> column = IdentifierReader.at(columns, position + 1);
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
