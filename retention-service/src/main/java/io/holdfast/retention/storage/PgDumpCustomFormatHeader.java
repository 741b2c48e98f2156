package io.holdfast.retention.storage;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The header of an archive in pg_dump's custom format (PostgreSQL, {@code pg_backup_archiver.c}, ReadHead).
 *
 * @param databaseName as the server called it
 * @param serverVersion as the server reported it
 * @param dumpVersion of the pg_dump that wrote it
 */
record PgDumpCustomFormatHeader(String databaseName, String serverVersion, String dumpVersion) {

    private static final byte[] MAGIC = "PGDMP".getBytes(StandardCharsets.US_ASCII);

    /** Format 1 is custom; 3 is tar, and 5 is the table of contents of a directory. */
    private static final int CUSTOM = 1;

    private static final int NUMBERS_OF_A_DATE = 7;
    private static final int LONGEST = 1024;
    private static final int OLDEST = 10;
    private static final int COMPRESSION_IN_A_BYTE = 15;

    /** Empty if the stream is not such an archive, or its version is not supported. */
    static Optional<PgDumpCustomFormatHeader> read(InputStream stream) {
        try {
            DataInputStream in = new DataInputStream(stream);
            byte[] magic = in.readNBytes(MAGIC.length);
            int major = in.readUnsignedByte();
            int minor = in.readUnsignedByte();
            in.readUnsignedByte();
            int sizeOfNumbers = in.readUnsignedByte();
            in.readUnsignedByte();
            int format = in.readUnsignedByte();
            if (!Arrays.equals(magic, MAGIC) || major != 1 || minor < OLDEST || format != CUSTOM) {
                return Optional.empty();
            }
            if (minor >= COMPRESSION_IN_A_BYTE) {
                in.readUnsignedByte();
            } else {
                number(in, sizeOfNumbers);
            }
            for (int i = 0; i < NUMBERS_OF_A_DATE; i++) {
                number(in, sizeOfNumbers);
            }
            return Optional.of(new PgDumpCustomFormatHeader(
                    text(in, sizeOfNumbers), text(in, sizeOfNumbers), text(in, sizeOfNumbers)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A sign byte, then the value in little-endian order. */
    private static long number(DataInputStream in, int size) throws IOException {
        boolean isNegative = in.readUnsignedByte() != 0;
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (long) in.readUnsignedByte() << (i * Byte.SIZE);
        }
        return isNegative ? -value : value;
    }

    private static String text(DataInputStream in, int size) throws IOException {
        long length = number(in, size);
        if (length < 0 || length > LONGEST) {
            throw new EOFException("invalid header: a text of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes((int) length);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
