package io.holdfast.postgrestools;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How pg_dump compresses an archive, and how to say so to the version at hand. */
public record ArchiveCompression(Method method, int level) {

    /** Methods of {@code pg_dump -Fc}. */
    public enum Method {
        NONE,
        GZIP,
        LZ4,
        ZSTD
    }

    private static final int FIRST_WITH_METHODS = 16;
    private static final Pattern FORM = Pattern.compile("(none|gzip|lz4|zstd)(?::(\\d{1,2}))?");

    public ArchiveCompression {
        int highest = switch (method) {
            case NONE -> 0;
            case GZIP -> 9;
            case LZ4 -> 12;
            case ZSTD -> 22;
        };
        int lowest = method == Method.GZIP || method == Method.ZSTD ? 1 : 0;
        if (level < lowest || level > highest) {
            throw new IllegalArgumentException(
                    method + " has levels " + lowest + " to " + highest + ", not " + level + ".");
        }
    }

    /**
     * Reads {@code none}, {@code gzip:6}, {@code lz4} or {@code zstd:1}. Without a level: gzip:6, lz4:0 (its default), zstd:3.
     *
     * @throws IllegalArgumentException for anything else; the message is for a person
     */
    public static ArchiveCompression parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Compression must be none, gzip:1..9, lz4:0..12 or zstd:1..22, for example zstd:1.");
        }
        Method method = Method.valueOf(matcher.group(1).toUpperCase(java.util.Locale.ROOT));
        String level = matcher.group(2);
        return new ArchiveCompression(method, level == null ? usualLevel(method) : Integer.parseInt(level));
    }

    /**
     * The default: zstd:1 where program and server are 16 or newer (so that the server's own pg_restore reads the archive), else
     * gzip:1. Both cost a tenth or a quarter of gzip's usual level and 3 or 14 % of size; a shorter dump holds its snapshot shorter.
     */
    public static ArchiveCompression preferred(PgVersion programs, PgVersion server) {
        boolean zstd = programs.major() >= FIRST_WITH_METHODS && server.major() >= FIRST_WITH_METHODS;
        return zstd ? new ArchiveCompression(Method.ZSTD, 1) : new ArchiveCompression(Method.GZIP, 1);
    }

    /** Whether a pg_dump of this version can write it: before 16 there was only gzip. */
    public boolean isKnownTo(PgVersion programs) {
        return programs.major() >= FIRST_WITH_METHODS || method == Method.GZIP || method == Method.NONE;
    }

    String argument(PgVersion programs) {
        if (!isKnownTo(programs)) {
            throw new IllegalArgumentException("pg_dump " + programs + " knows only gzip, not " + this
                    + ". Configure gzip:1, or install version 16.");
        }
        return "--compress=" + (programs.major() >= FIRST_WITH_METHODS ? toString() : Integer.toString(level));
    }

    private static int usualLevel(Method method) {
        return switch (method) {
            case NONE, LZ4 -> 0;
            case GZIP -> 6;
            case ZSTD -> 3;
        };
    }

    @Override
    public String toString() {
        String name = method.name().toLowerCase(java.util.Locale.ROOT);
        return method == Method.NONE ? name : name + ":" + level;
    }
}
