package io.holdfast.postgrestools;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code pg_restore --list} prints about an archive.
 *
 * @param entryCount entries according to the header; a list cut short has fewer
 * @param compression as printed: {@code gzip}, {@code zstd}, {@code none} from 16 on, a level number before
 */
public record TableOfContents(
        Optional<String> database,
        int entryCount,
        String compression,
        String format,
        String dumpVersion,
        Optional<PgVersion> server,
        Optional<PgVersion> writtenBy,
        List<Entry> entries) {

    /**
     * One line. pg_restore prints its fields without quotes, so that names with spaces are split at the first and the last space:
     * good for showing and counting, not for building SQL.
     *
     * @param type such as {@code TABLE}, {@code TABLE DATA}, {@code FK CONSTRAINT}
     * @param schema none for what lies in no schema
     */
    public record Entry(int id, String type, Optional<String> schema, String name, String owner) {}

    /** @throws IllegalArgumentException when the text is not such a list */
    public static TableOfContents parse(String printed) {
        return read(printed.lines());
    }

    /**
     * Reads the lines as they come, and keeps the entries alone.
     *
     * @throws IllegalArgumentException when they are not such a list
     * @throws java.io.UncheckedIOException when they cannot be read
     */
    public static TableOfContents read(Stream<String> lines) {
        return TableOfContentsReader.read(lines);
    }

    /** Entries of this type, in archive order. */
    public List<Entry> ofType(String type) {
        return entries.stream().filter(entry -> entry.type().equals(type)).toList();
    }
}
