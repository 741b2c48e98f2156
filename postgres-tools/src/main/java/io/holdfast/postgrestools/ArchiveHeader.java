package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The fields of an archive that precede its entries. Source: {@code ReadHead} in pg_backup_archiver.c.
 *
 * @param minor minor version of the format 1.x
 * @param offsetBytes size of a file offset, in bytes
 */
record ArchiveHeader(
        int minor,
        int offsetBytes,
        String compression,
        Optional<byte[]> database,
        Optional<byte[]> server,
        Optional<byte[]> writtenBy) {

    /** 1.12 is PostgreSQL 9, 1.13 the updates of 2018, 1.14 PostgreSQL 12, 1.15 PostgreSQL 16, 1.16 PostgreSQL 17 and 18. */
    static final int OLDEST = 12;

    static final int WITH_ACCESS_METHOD = 14;
    static final int WITH_COMPRESSION_NAME = 15;
    static final int WITH_RELATION_KIND = 16;
    static final int NEWEST = 16;

    private static final byte[] MAGIC = "PGDMP".getBytes(StandardCharsets.US_ASCII);
    private static final int CUSTOM = 1;
    private static final int PARTS_OF_A_TIME = 7;

    /** Source: {@code pg_compress_algorithm} in common/compression.h. */
    private static final List<String> COMPRESSIONS = List.of("none", "gzip", "lz4", "zstd");

    static ArchiveHeader read(ArchiveByteReader in) throws IOException, ArchiveHeaderException {
        if (!in.continuesWith(MAGIC)) {
            throw new ArchiveHeaderException(new TableOfContentsReadResult.NotAnArchive());
        }
        int major = in.nextByte();
        int minor = in.nextByte();
        int revision = in.nextByte();
        if (major != 1 || minor < OLDEST || minor > NEWEST || revision != 0) {
            throw new ArchiveHeaderException(
                    new TableOfContentsReadResult.UnknownVersion(major + "." + minor + "-" + revision));
        }
        in.numbersOf(in.width());
        int offsetBytes = in.width();
        if (in.nextByte() != CUSTOM) {
            throw new ArchiveHeaderException(new TableOfContentsReadResult.NotAnArchive());
        }
        String compression = compression(in, minor);
        for (int i = 0; i < PARTS_OF_A_TIME; i++) {
            in.number();
        }
        return new ArchiveHeader(minor, offsetBytes, compression, in.text(), in.text(), in.text());
    }

    private static String compression(ArchiveByteReader in, int minor) throws IOException, ArchiveHeaderException {
        if (minor < WITH_COMPRESSION_NAME) {
            return Integer.toString(in.number());
        }
        int algorithm = in.nextByte();
        return algorithm < COMPRESSIONS.size() ? COMPRESSIONS.get(algorithm) : Integer.toString(algorithm);
    }

    /** The number in the header: the algorithm from format 1.15 on, the level before. */
    int compressionNumber() {
        int known = COMPRESSIONS.indexOf(compression);
        return minor < WITH_COMPRESSION_NAME || known < 0 ? Integer.parseInt(compression) : known;
    }

    String version() {
        return "1." + minor + "-0";
    }
}
