package io.holdfast.postgrestools;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The numbers and texts in the head of an archive. Their number and lengths are hostile until checked, so a text is counted against the
 * limit before it is read. Source: {@code ReadInt} and {@code ReadStr} of pg_backup_archiver.c.
 */
final class ArchiveInput {

    private static final int WIDEST_NUMBER = 32;

    private final InputStream in;
    private final long limit;
    private int numberBytes = Integer.BYTES;
    private long kept;
    private String part = "its table of contents";

    /** @param limit how many bytes may be kept */
    ArchiveInput(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    /** What comes now is no table of contents any more. */
    void beginsRows() {
        part = "its rows";
    }

    /** Whether it goes on; the stream has to know marks. */
    boolean hasMore() throws IOException {
        in.mark(1);
        boolean more = in.read() >= 0;
        if (more) {
            in.reset();
        }
        return more;
    }

    int nextByte() throws IOException, ArchiveHeadException {
        int next = in.read();
        if (next < 0) {
            throw cutOff();
        }
        return next;
    }

    /** Whether the next bytes are these; they are read in any case. */
    boolean continuesWith(byte[] expected) throws IOException {
        return Arrays.equals(in.readNBytes(expected.length), expected);
    }

    private byte[] bytes(int length) throws IOException, ArchiveHeadException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw cutOff();
        }
        return bytes;
    }

    /** The size of a number in bytes. */
    int width() throws IOException, ArchiveHeadException {
        int width = nextByte();
        if (width < 1 || width > WIDEST_NUMBER) {
            throw ArchiveHeadException.damaged("it has numbers of " + width + " bytes");
        }
        return width;
    }

    /** Sets the size of the numbers that follow, in bytes, without the byte of the sign. */
    void numbersOf(int bytes) {
        numberBytes = bytes;
    }

    int number() throws IOException, ArchiveHeadException {
        int sign = nextByte();
        long number = 0;
        for (int i = 0; i < numberBytes; i++) {
            long next = nextByte();
            if (next != 0 && i >= Integer.BYTES) {
                throw ArchiveHeadException.damaged("a number is out of range");
            }
            number |= i < Integer.BYTES ? next << (i * Byte.SIZE) : 0;
        }
        if (number > Integer.MAX_VALUE) {
            throw ArchiveHeadException.damaged("a number is out of range");
        }
        return (int) (sign == 0 ? number : -number);
    }

    /** Empty where the archive has none; up to its first NUL, as pg_restore reads it. */
    Optional<byte[]> text() throws IOException, ArchiveHeadException {
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

    /** As {@link #text}; a longer text is skipped, and the result is empty. */
    Optional<byte[]> text(int longest) throws IOException, ArchiveHeadException {
        int length = number();
        if (length > longest) {
            skip(length);
            return Optional.empty();
        }
        return length < 0 ? Optional.empty() : Optional.of(bytes(length));
    }

    /** Skips a text of any length, and returns whether there was one. */
    boolean skipText() throws IOException, ArchiveHeadException {
        int length = number();
        skip(Math.max(0, length));
        return length > 0;
    }

    void skip(long bytes) throws IOException, ArchiveHeadException {
        try {
            in.skipNBytes(bytes);
        } catch (EOFException e) {
            throw cutOff();
        }
    }

    /** Counts bytes that are about to be kept. */
    void keep(long bytes) throws ArchiveHeadException {
        kept += bytes;
        if (kept > limit) {
            throw new ArchiveHeadException(new TableOfContentsResult.TooLong(limit));
        }
    }

    private ArchiveHeadException cutOff() {
        return ArchiveHeadException.damaged("it ends within " + part);
    }
}
