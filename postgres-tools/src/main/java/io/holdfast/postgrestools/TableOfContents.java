package io.holdfast.postgrestools;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The contents of an archive.
 *
 * @param entryCount number of entries in the header, including those that {@code pg_restore --list} does not print
 * @param compression {@code gzip}, {@code zstd}, {@code none} from format version 1.15 on; a level number before
 * @param dumpVersion version of the format, such as {@code 1.14-0}
 * @param encoding encoding of the names in the archive
 * @param ofDatabase the database itself and its settings ({@code DATABASE}, {@code DATABASE PROPERTIES}); empty if unknown
 * @param entries all other entries, in the selection and order of {@code pg_restore --list}
 * @param needed objects outside the database that the entries refer to
 */
public record TableOfContents(
        Optional<String> database,
        int entryCount,
        String compression,
        String format,
        String dumpVersion,
        Optional<PgVersion> server,
        Optional<PgVersion> writtenBy,
        PostgresTextEncoding encoding,
        Source source,
        List<Entry> ofDatabase,
        List<Entry> entries,
        Needed needed) {

    public TableOfContents {
        ofDatabase = List.copyOf(ofDatabase);
        entries = List.copyOf(entries);
    }

    /**
     * Objects outside the database that definitions refer to, besides owners.
     *
     * @param tablespaces tablespaces of tables and indexes, except the default one
     * @param grantees roles that privileges are granted to
     * @param ofPolicies roles that row security policies name
     */
    public record Needed(Set<String> tablespaces, Set<String> grantees, Set<String> ofPolicies) {

        /** For a listing, which does not contain them. */
        static final Needed UNKNOWN = new Needed(Set.of(), Set.of(), Set.of());

        public Needed {
            tablespaces = Set.copyOf(tablespaces);
            grantees = Set.copyOf(grantees);
            ofPolicies = Set.copyOf(ofPolicies);
        }
    }

    /** Where the contents were read. */
    public enum Source {
        /** The bytes of the archive: all names are exact. */
        ARCHIVE,
        /** The output of {@code pg_restore --list}: names with blanks can be wrong, and their owner is empty. */
        LISTING
    }

    /**
     * An object of the archive.
     *
     * @param type such as {@code TABLE}, {@code TABLE DATA}, {@code FK CONSTRAINT}
     * @param schema empty for an object without a schema
     * @param name without quotes; for a constraint, trigger, policy, rule or default, it starts with the table's name and a blank
     * @param owner empty if there is none, or if it is unknown
     * @param dependencies ids of other entries; empty if unknown
     * @param table table of a constraint, trigger, policy, rule or default, in the same schema; empty for others, or if unknown
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

        /** The object's own name, without that of its table. */
        public String ownName() {
            return table.map(owning -> name.substring(owning.length() + 1)).orElse(name);
        }

        /** For messages: type in lower case, schema and name. */
        public String label() {
            return type.toLowerCase(Locale.ROOT) + " "
                    + schema.map(known -> known + ".").orElse("") + name;
        }
    }

    /**
     * Reads the head of an archive in pg_dump's custom format.
     *
     * @param archive positioned at its start; it is read up to the end of the table of contents
     * @param limit maximum number of bytes of names to keep
     * @throws IOException if the stream cannot be read
     */
    public static TableOfContentsReadResult of(InputStream archive, long limit) throws IOException {
        return TableOfContentsReader.read(archive, limit);
    }

    /**
     * Like {@link #read}, for the whole text.
     *
     * @throws IllegalArgumentException if the text is not such a listing
     */
    public static TableOfContents parse(String printed) {
        return read(printed.lines());
    }

    /**
     * Parses the lines of {@code pg_restore --list} one by one, and keeps only the entries.
     *
     * @throws IllegalArgumentException if the lines are not such a listing
     * @throws java.io.UncheckedIOException if they cannot be read
     */
    public static TableOfContents read(Stream<String> lines) {
        return PgRestoreListingParser.read(lines);
    }

    /** Entries of this type, in the order of the archive. */
    public List<Entry> ofType(String type) {
        return Stream.concat(ofDatabase.stream(), entries.stream())
                .filter(entry -> entry.type().equals(type))
                .toList();
    }
}
