package io.holdfast.postgrestools;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the numbers and texts in the head of an archive. They are untrusted input: a text's length is checked against the limit before the
 * text is read. Source: {@code ReadInt} and {@code ReadStr} in pg_backup_archiver.c.
 */
final class ArchiveByteReader {

    private static final int WIDEST_NUMBER = 32;

    private final InputStream in;
    private final long limit;
    private int numberBytes = Integer.BYTES;
    private long kept;
    private String part = "its table of contents";

    /** @param limit maximum number of bytes to keep */
    ArchiveByteReader(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    /** Marks the end of the table of contents: rows follow. */
    void beginsRows() {
        part = "its rows";
    }

    /** Whether more bytes follow. The stream must support marks. */
    boolean hasMore() throws IOException {
        in.mark(1);
        boolean more = in.read() >= 0;
        if (more) {
            in.reset();
        }
        return more;
    }

    int nextByte() throws IOException, ArchiveHeaderException {
        int next = in.read();
        if (next < 0) {
            throw cutOff();
        }
        return next;
    }

    /** Reads as many bytes as expected, and returns whether they are equal. */
    boolean continuesWith(byte[] expected) throws IOException {
        return Arrays.equals(in.readNBytes(expected.length), expected);
    }

    private byte[] bytes(int length) throws IOException, ArchiveHeaderException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw cutOff();
        }
        return bytes;
    }

    /** Reads the size of a number, in bytes. */
    int width() throws IOException, ArchiveHeaderException {
        int width = nextByte();
        if (width < 1 || width > WIDEST_NUMBER) {
            throw ArchiveHeaderException.damaged("it has numbers of " + width + " bytes");
        }
        return width;
    }

    /** Sets the size of the numbers that follow, in bytes without the sign byte. */
    void numbersOf(int bytes) {
        numberBytes = bytes;
    }

    int number() throws IOException, ArchiveHeaderException {
        int sign = nextByte();
        long number = 0;
        for (int i = 0; i < numberBytes; i++) {
            long next = nextByte();
            if (next != 0 && i >= Integer.BYTES) {
                throw ArchiveHeaderException.damaged("a number is out of range");
            }
            number |= i < Integer.BYTES ? next << (i * Byte.SIZE) : 0;
        }
        if (number > Integer.MAX_VALUE) {
            throw ArchiveHeaderException.damaged("a number is out of range");
        }
        return (int) (sign == 0 ? number : -number);
    }

    /** Empty if the archive has no text here. A text ends at its first NUL, as in pg_restore. */
    Optional<byte[]> text() throws IOException, ArchiveHeaderException {
        int length = number();
        if (length < 0) {
            return Optional.empty();
        }
        keep(length);
        byte[] text = bytes(length);
        for (int i = 0; i < length; i++) {
            if (text[i] == 0) {
                return Optional.of(Arrays.copyOf(text, i));
            }
        }
        return Optional.of(text);
    }

    /** Like {@link #text}, but skips a longer text and returns empty. */
    Optional<byte[]> text(int longest) throws IOException, ArchiveHeaderException {
        int length = number();
        if (length > longest) {
            skip(length);
            return Optional.empty();
        }
        return length < 0 ? Optional.empty() : Optional.of(bytes(length));
    }

    /** Skips a text of any length, and returns whether there was one. */
    boolean skipText() throws IOException, ArchiveHeaderException {
        int length = number();
        skip(Math.max(0, length));
        return length > 0;
    }

    void skip(long bytes) throws IOException, ArchiveHeaderException {
        try {
            in.skipNBytes(bytes);
        } catch (EOFException e) {
            throw cutOff();
        }
    }

    /** Counts bytes that the caller keeps. */
    void keep(long bytes) throws ArchiveHeaderException {
        kept += bytes;
        if (kept > limit) {
            throw new ArchiveHeaderException(new TableOfContentsReadResult.TooLong(limit));
        }
    }

    private ArchiveHeaderException cutOff() {
        return ArchiveHeaderException.damaged("it ends within " + part);
    }
}
