package io.holdfast.restoreengine.contents;

/**
 * Computes the fingerprint of rows in COPY text format, each followed by a newline, in chunks of any size. Newlines within
 * values are written as {@code \n}. No part of a row is kept, so the length of rows does not matter. Not thread-safe.
 */
public final class CopyTextFingerprintBuilder {

    private final RowSetFingerprintBuilder hash = new RowSetFingerprintBuilder();

    /** Adds the next bytes. A row may be split over several chunks, and a chunk may contain many rows. */
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

    /** The fingerprint of all rows since the last call. */
    public Fingerprint finish() {
        return hash.finish();
    }
}
