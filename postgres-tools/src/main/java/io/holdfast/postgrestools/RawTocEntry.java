package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An entry whose encoding is not known yet. Source: {@code ReadToc} in pg_backup_archiver.c and {@code _ReadExtraToc} in
 * pg_backup_custom.c.
 *
 * @param hasData whether the archive can contain rows or bytes of the entry
 * @param definition definition of the entry that sets the encoding; empty for all others
 * @param isDefined whether the entry has a definition
 * @param drop statement that drops the object; empty for a type that does not belong to a table
 * @param tablespace empty for the default tablespace and for entries without a tablespace
 * @param roles roles that a grant or a policy names, one character for each byte
 * @param hasBlock whether a block with rows or bytes of the entry follows the table of contents
 */
record RawTocEntry(
        int id,
        boolean hasData,
        String type,
        byte[] tag,
        boolean isDefined,
        Optional<byte[]> definition,
        Optional<byte[]> drop,
        Optional<byte[]> schema,
        Optional<byte[]> tablespace,
        byte[] owner,
        Set<String> roles,
        List<Integer> dependencies,
        boolean hasBlock) {

    static final String ENCODING = "ENCODING";

    /** Settings for reading the archive itself. */
    private static final Set<String> OF_THE_ARCHIVE = Set.of(ENCODING, "STDSTRINGS", "SEARCHPATH");

    private static final Set<String> OF_THE_DATABASE = Set.of("DATABASE", "DATABASE PROPERTIES");

    private static final Set<String> ABOUT = Set.of("ACL", "COMMENT", "SECURITY LABEL");
    private static final String ABOUT_THE_DATABASE = "DATABASE ";
    private static final Set<String> DATA_WITHOUT_A_PLACE = Set.of("BLOB", "BLOB METADATA", "SEQUENCE SET");
    private static final byte[] NONE = {};

    static final String POLICY = "POLICY";

    /** Entries whose definitions name roles. */
    private static final Set<String> OF_ROLES = Set.of("ACL", "DEFAULT ACL", POLICY);

    /** Limit for the grants of one object. The definition itself is not kept. */
    private static final int LONGEST_GRANTS = 1 << 20;

    /** Two qualified and quoted names, with the keywords between them. */
    private static final int LONGEST_STATEMENT = 2048;

    /** Size that counts for each entry, in addition to its texts. */
    private static final int OVERHEAD = 32;

    private static final int OFFSET_FLAGS = 3;

    /** {@code K_OFFSET_NO_DATA}. */
    private static final int NO_DATA = 3;

    /** @param types types of earlier entries, so that each is kept once */
    static RawTocEntry read(ArchiveByteReader in, ArchiveHeader header, Map<String, String> types)
            throws IOException, ArchiveHeaderException {
        in.keep(OVERHEAD);
        int id = in.number();
        if (id <= 0) {
            throw ArchiveHeaderException.damaged("an entry has the invalid number " + id);
        }
        boolean hasData = in.number() != 0;
        in.skipText();
        in.skipText();
        byte[] tag = in.text().orElse(NONE);
        String type = types.computeIfAbsent(
                new String(in.text().orElse(NONE), StandardCharsets.ISO_8859_1), Function.identity());
        in.number();
        Optional<byte[]> definition = type.equals(ENCODING) ? in.text(LONGEST_STATEMENT) : Optional.empty();
        Set<String> roles = OF_ROLES.contains(type) ? roles(in) : Set.of();
        boolean isDefined = type.equals(ENCODING) ? definition.isPresent() : OF_ROLES.contains(type) || in.skipText();
        Optional<byte[]> drop = drop(in, type);
        in.skipText();
        Optional<byte[]> schema = in.text().filter(text -> text.length > 0);
        Optional<byte[]> tablespace = in.text().filter(text -> text.length > 0);
        if (header.minor() >= ArchiveHeader.WITH_ACCESS_METHOD) {
            in.skipText();
        }
        if (header.minor() >= ArchiveHeader.WITH_RELATION_KIND) {
            in.number();
        }
        byte[] owner = in.text().orElse(NONE);
        in.skipText();
        List<Integer> dependencies = dependencies(in);
        boolean hasBlock = hasBlock(in, header) && hasData;
        return new RawTocEntry(
                id,
                hasData,
                type,
                tag,
                isDefined,
                definition,
                drop,
                schema,
                tablespace,
                owner,
                roles,
                dependencies,
                hasBlock);
    }

    private static Set<String> roles(ArchiveByteReader in) throws IOException, ArchiveHeaderException {
        Set<String> roles = in.text(LONGEST_GRANTS)
                .map(text -> GrantStatementRoleParser.of(new String(text, StandardCharsets.ISO_8859_1)))
                .orElse(Set.of());
        in.keep(roles.stream().mapToInt(String::length).sum());
        return roles;
    }

    /** Kept for types whose entry names start with the name of a table. */
    private static Optional<byte[]> drop(ArchiveByteReader in, String type) throws IOException, ArchiveHeaderException {
        if (!TocEntryTableResolver.PARTS.contains(type)) {
            in.skipText();
            return Optional.empty();
        }
        Optional<byte[]> drop = in.text(LONGEST_STATEMENT);
        in.keep(drop.map(text -> text.length).orElse(0));
        return drop;
    }

    private static List<Integer> dependencies(ArchiveByteReader in) throws IOException, ArchiveHeaderException {
        List<Integer> dependencies = new ArrayList<>();
        for (Optional<byte[]> id = in.text(); id.isPresent(); id = in.text()) {
            try {
                dependencies.add(Integer.valueOf(new String(id.get(), StandardCharsets.US_ASCII)));
            } catch (NumberFormatException e) {
                throw ArchiveHeaderException.damaged("a dependency is not a number");
            }
        }
        return dependencies;
    }

    /** Skips the offset of the rows, which only pg_restore needs. */
    private static boolean hasBlock(ArchiveByteReader in, ArchiveHeader header)
            throws IOException, ArchiveHeaderException {
        int flag = in.nextByte();
        if (flag < 1 || flag > OFFSET_FLAGS) {
            throw ArchiveHeaderException.damaged("an entry has an unknown kind of file offset");
        }
        in.skip(header.offsetBytes());
        return flag != NO_DATA;
    }

    /** Whether {@code pg_restore --list} prints it. Source: {@code _tocEntryRequired} in pg_backup_archiver.c. */
    boolean isListed() {
        return !OF_THE_ARCHIVE.contains(type)
                && !isOfDatabase()
                && !(ABOUT.contains(type) && beginsWith(tag, ABOUT_THE_DATABASE))
                && (hasData || isDefined || DATA_WITHOUT_A_PLACE.contains(type));
    }

    boolean isOfDatabase() {
        return OF_THE_DATABASE.contains(type);
    }

    private static boolean beginsWith(byte[] text, String beginning) {
        return new String(text, StandardCharsets.ISO_8859_1).startsWith(beginning);
    }
}
