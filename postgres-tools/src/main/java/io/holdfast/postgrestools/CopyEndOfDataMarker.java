package io.holdfast.postgrestools;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The line after the rows of a COPY: {@code \.}, the SQLSTATE with which the server refused the COPY, and the SQLSTATE with which it
 * refused the next statement. No row starts with {@code \.}, because COPY doubles every backslash in the data. Nothing follows the line, so
 * it is enough to examine the last bytes received.
 *
 * <p>psql reports a SQLSTATE only if a COPY fails before its first row. If it fails later, the next statement fails because the transaction
 * is aborted.
 *
 * @param refused {@link #SUCCESS} unless the COPY failed before its first row
 * @param next {@link #SUCCESS} unless the COPY failed at all
 */
record CopyEndOfDataMarker(String refused, String next) {

    static final String SUCCESS = "00000";

    private static final String BEGINNING = "\\. ";
    private static final int STATE = SUCCESS.length();

    /** Length including the line feed. */
    static final int LENGTH = BEGINNING.length() + STATE + 1 + STATE + 1;

    /**
     * Returns the terminator if these bytes end with it.
     *
     * @param before the byte before the first of them; a line feed if there is none
     */
    static Optional<CopyEndOfDataMarker> at(byte[] bytes, int to, byte before) {
        int at = to - LENGTH;
        boolean isIt = at >= 0
                && bytes[to - 1] == '\n'
                && (at == 0 ? before : bytes[at - 1]) == '\n'
                && BEGINNING.equals(text(bytes, at, BEGINNING.length()));
        return isIt
                ? Optional.of(new CopyEndOfDataMarker(
                        text(bytes, at + BEGINNING.length(), STATE), text(bytes, to - 1 - STATE, STATE)))
                : Optional.empty();
    }

    boolean isWhole() {
        return refused.equals(SUCCESS) && next.equals(SUCCESS);
    }

    boolean isRefusedAtOnce() {
        return !refused.equals(SUCCESS);
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.US_ASCII);
    }
}
