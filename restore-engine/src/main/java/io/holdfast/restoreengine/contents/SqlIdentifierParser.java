package io.holdfast.restoreengine.contents;

import java.util.Optional;

/** Reads SQL identifiers, quoted or bare, from a statement as pg_dump writes it. */
public final class SqlIdentifierParser {

    private SqlIdentifierParser() {}

    /** @param end position after the identifier */
    public record Read(String name, int end) {}

    /** The identifier that starts at this position; empty if there is none. */
    public static Optional<Read> at(String text, int position) {
        return position < text.length() && text.charAt(position) == '"'
                ? quoted(text, position + 1)
                : bare(text, position);
    }

    private static Optional<Read> quoted(String text, int from) {
        StringBuilder name = new StringBuilder();
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '"') {
                name.append(c);
            } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                name.append(c);
                i++;
            } else {
                return name.isEmpty() ? Optional.empty() : Optional.of(new Read(name.toString(), i + 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<Read> bare(String text, int from) {
        int end = from;
        while (end < text.length()
                && (text.charAt(end) == '_'
                        || text.charAt(end) == '$'
                        || Character.isLetterOrDigit(text.charAt(end)))) {
            end++;
        }
        return end == from ? Optional.empty() : Optional.of(new Read(text.substring(from, end), end));
    }
}
