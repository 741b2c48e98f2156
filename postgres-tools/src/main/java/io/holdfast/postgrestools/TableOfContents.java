package io.holdfast.postgrestools;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an archive contains.
 *
 * @param entryCount entries according to the header, with those that {@code pg_restore --list} does not print
 * @param compression {@code gzip}, {@code zstd}, {@code none} from format version 1.15 on, a level number before
 * @param dumpVersion version of the format, such as {@code 1.14-0}
 * @param encoding of the names within the archive
 * @param ofDatabase the database itself and its settings ({@code DATABASE}, {@code DATABASE PROPERTIES}); empty if they are not known
 * @param entries all others, as {@code pg_restore --list} selects and orders them
 * @param needed what the entries name outside of the database
 */
public record TableOfContents(
        Optional<String> database,
        int entryCount,
        String compression,
        String format,
        String dumpVersion,
        Optional<PgVersion> server,
        Optional<PgVersion> writtenBy,
        TextEncoding encoding,
        Source source,
        List<Entry> ofDatabase,
        List<Entry> entries,
        Needed needed) {

    public TableOfContents {
        ofDatabase = List.copyOf(ofDatabase);
        entries = List.copyOf(entries);
    }

    /**
     * What definitions name outside of the database, beside owners.
     *
     * @param tablespaces of tables and indexes, other than the default one
     * @param grantees roles that privileges are granted to
     * @param ofPolicies roles that policies of row security name
     */
    public record Needed(Set<String> tablespaces, Set<String> grantees, Set<String> ofPolicies) {

        /** A listing does not have them. */
        static final Needed UNKNOWN = new Needed(Set.of(), Set.of(), Set.of());

        public Needed {
            tablespaces = Set.copyOf(tablespaces);
            grantees = Set.copyOf(grantees);
            ofPolicies = Set.copyOf(ofPolicies);
        }
    }

    /** Where it was read. */
    public enum Source {
        /** The bytes of the archive: every name is exact. */
        ARCHIVE,
        /** What {@code pg_restore --list} prints: names with blanks may be wrong, and then the owner is empty. */
        LISTING
    }

    /**
     * An object of the archive.
     *
     * @param type such as {@code TABLE}, {@code TABLE DATA}, {@code FK CONSTRAINT}
     * @param schema empty for an object without a schema
     * @param name without quotes; the name of a constraint, trigger, policy, rule or default begins with the name of its table and a blank
     * @param owner empty if there is none, or if it is not known
     * @param dependencies ids of other entries; empty if they are not known
     * @param table to which a constraint, trigger, policy, rule or default belongs, in the same schema; empty for others, or if it is not known
     */
    public record Entry(
            int id,
            String type,
            Optional<String> schema,
            String name,
            String owner,
            List<Integer> dependencies,
            Optional<String> table) {

        public Entry {
            dependencies = List.copyOf(dependencies);
        }

        public Entry(int id, String type, Optional<String> schema, String name, String owner) {
            this(id, type, schema, name, owner, List.of(), Optional.empty());
        }

        Entry of(Optional<String> owningTable) {
            return owningTable.isEmpty() ? this : new Entry(id, type, schema, name, owner, dependencies, owningTable);
        }

        /** Its name without that of its table. */
        public String ownName() {
            return table.map(owning -> name.substring(owning.length() + 1)).orElse(name);
        }

        /** For a person: its kind in lower case, schema and name. */
        public String label() {
            return type.toLowerCase(Locale.ROOT) + " "
                    + schema.map(known -> known + ".").orElse("") + name;
        }
    }

    /**
     * Reads the head of an archive in pg_dump's custom format.
     *
     * @param archive from its beginning; it is read up to the end of the table of contents
     * @param limit how many bytes of names may be kept
     * @throws IOException when the stream cannot be read
     */
    public static TableOfContentsResult of(InputStream archive, long limit) throws IOException {
        return ArchiveReader.read(archive, limit);
    }

    /**
     * As {@link #read}, of the whole text.
     *
     * @throws IllegalArgumentException when the text is not such a list
     */
    public static TableOfContents parse(String printed) {
        return read(printed.lines());
    }

    /**
     * Reads the lines that {@code pg_restore --list} prints, as they come, and keeps the entries alone.
     *
     * @throws IllegalArgumentException when they are not such a list
     * @throws java.io.UncheckedIOException when they cannot be read
     */
    public static TableOfContents read(Stream<String> lines) {
        return ArchiveListingReader.read(lines);
    }

    /** Entries of this type, in archive order. */
    public List<Entry> ofType(String type) {
        return Stream.concat(ofDatabase.stream(), entries.stream())
                .filter(entry -> entry.type().equals(type))
                .toList();
    }
}
