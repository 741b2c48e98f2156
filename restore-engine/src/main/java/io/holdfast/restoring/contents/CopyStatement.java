package io.holdfast.restoring.contents;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The line above a table's rows: {@code COPY schema.table (columns) FROM stdin;}.
 *
 * @param columns as written, parentheses included; empty for a table without columns
 */
record CopyStatement(TableName table, String columns) {

    static final String BEGINNING = "COPY ";
    private static final String END = "FROM stdin;";

    /** Empty where the statement is not of that form. */
    static Optional<CopyStatement> parse(byte[] statement, int length) {
        String text = decoded(statement, length);
        if (!text.startsWith(BEGINNING) || !text.endsWith(" " + END)) {
            return Optional.empty();
        }
        Identifiers identifiers = new Identifiers(text, BEGINNING.length());
        String first = identifiers.next();
        boolean qualified = identifiers.skip('.');
        TableName table = qualified ? new TableName(first, identifiers.next()) : new TableName("", first);
        int end = text.length() - END.length();
        if (table.name().isEmpty() || identifiers.position() >= end) {
            return Optional.empty();
        }
        String columns = text.substring(identifiers.position(), end).strip();
        boolean columnList = columns.isEmpty() || (columns.startsWith("(") && columns.endsWith(")"));
        return columnList ? Optional.of(new CopyStatement(table, columns)) : Optional.empty();
    }

    /** Names are in the database's encoding, nearly always UTF-8; anything else is shown byte by byte. */
    private static String decoded(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** Reads SQL identifiers, quoted or bare, from left to right. */
    private static final class Identifiers {

        private final String text;
        private int position;

        Identifiers(String text, int position) {
            this.text = text;
            this.position = position;
        }

        int position() {
            return position;
        }

        boolean skip(char expected) {
            boolean there = position < text.length() && text.charAt(position) == expected;
            position += there ? 1 : 0;
            return there;
        }

        /** The name without its quotes; empty where there is none. */
        String next() {
            return skip('"') ? quoted() : bare();
        }

        private String bare() {
            int from = position;
            while (position < text.length() && " .(".indexOf(text.charAt(position)) < 0) {
                position++;
            }
            return text.substring(from, position);
        }

        private String quoted() {
            StringBuilder name = new StringBuilder();
            while (position < text.length()) {
                char c = text.charAt(position++);
                if (c == '"' && !skip('"')) {
                    return name.toString();
                }
                name.append(c);
            }
            return "";
        }
    }
}
