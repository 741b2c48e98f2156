package io.holdfast.restoreengine.contents;

/**
 * The fingerprint of rows as COPY writes them, each with a line break behind it, in pieces of any size; those within values are written as
 * {@code \n}. Nothing of a row is kept, so its length does not matter. Not for use by several threads at once.
 */
public final class RowDigest {

    private final RowSetHash hash = new RowSetHash();

    /** The next bytes; a row may come in several pieces, and one piece may have many rows. */
    public void take(byte[] bytes, int from, int length) {
        int to = from + length;
        int i = from;
        while (i < to) {
            int end = NewlineScanner.next(bytes, i, to);
            if (end < 0) {
                hash.take(bytes, i, to - i);
                return;
            }
            hash.take(bytes, i, end - i);
            hash.endRow();
            i = end + 1;
        }
    }

    /** Of every row that came since the last call; begins anew. */
    public Fingerprint finish() {
        return hash.finish();
    }
}
