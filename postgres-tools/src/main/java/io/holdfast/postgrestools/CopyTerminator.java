package io.holdfast.postgrestools;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The line that stands behind the rows of a COPY: {@code \.}, the SQLSTATE with which the server refused it, and the one with which it
 * refused the next statement. No row begins like that, because COPY doubles every backslash of its own; and nothing stands behind it, so
 * only the last bytes that have come are looked at.
 *
 * <p>psql notes a SQLSTATE only where a COPY fails before its first row. Later the transaction is broken, which the next statement shows.
 *
 * @param refused {@link #SUCCESS} where the COPY did not fail before its first row
 * @param next {@link #SUCCESS} where it did not fail at all
 */
record CopyTerminator(String refused, String next) {

    static final String SUCCESS = "00000";

    private static final String BEGINNING = "\\. ";
    private static final int STATE = SUCCESS.length();

    /** With its line end. */
    static final int LENGTH = BEGINNING.length() + STATE + 1 + STATE + 1;

    /**
     * It, where these bytes end with it.
     *
     * @param before the byte before the first of them; a line end where there is none
     */
    static Optional<CopyTerminator> at(byte[] bytes, int to, byte before) {
        int at = to - LENGTH;
        boolean isIt = at >= 0
                && bytes[to - 1] == '\n'
                && (at == 0 ? before : bytes[at - 1]) == '\n'
                && BEGINNING.equals(text(bytes, at, BEGINNING.length()));
        return isIt
                ? Optional.of(new CopyTerminator(
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
