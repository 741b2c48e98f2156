package io.holdfast.restoreengine;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.PgVersion;
import io.holdfast.postgrestools.PostgresTextEncoding;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.store.Manifest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an archive requires of the server on which it is restored.
 *
 * @param serverMajor major version of the source server; 0 if unknown
 * @param extensions extensions by name, each with its version if known
 * @param roles roles that own objects; empty if the table of contents is not known
 * @param superuserOnly objects that only a superuser may create, each with its type
 * @param others other objects outside the database that the definitions name; empty if not known
 * @param encoding encoding in which role names are sent to the server
 * @param notes uncertainties about these requirements
 */
public record ArchiveServerRequirements(
        int serverMajor,
        Map<String, Optional<String>> extensions,
        Set<String> roles,
        List<String> superuserOnly,
        TableOfContents.Needed others,
        PostgresTextEncoding encoding,
        List<Finding> notes) {

    private static final TableOfContents.Needed NOTHING = new TableOfContents.Needed(Set.of(), Set.of(), Set.of());

    /** See "Notes" of each CREATE command in the PostgreSQL manual. A shell type is the first step of a base type. */
    private static final Set<String> SUPERUSERS = Set.of(
            "ACCESS METHOD",
            "EVENT TRIGGER",
            "FOREIGN DATA WRAPPER",
            "OPERATOR CLASS",
            "OPERATOR FAMILY",
            "SHELL TYPE",
            "SUBSCRIPTION",
            "TEXT SEARCH PARSER",
            "TEXT SEARCH TEMPLATE");

    /** Every server has this extension. */
    private static final String BUILT_IN = "plpgsql";

    public ArchiveServerRequirements {
        extensions = Map.copyOf(extensions);
        roles = Set.copyOf(roles);
        superuserOnly = List.copyOf(superuserOnly);
        notes = List.copyOf(notes);
    }

    /** The table of contents lists what is created. The manifest lists the versions. */
    public static ArchiveServerRequirements of(Optional<Manifest> manifest, Optional<TableOfContents> list) {
        Map<String, Optional<String>> extensions = new TreeMap<>();
        list.ifPresent(
                known -> known.ofType("EXTENSION").forEach(entry -> extensions.put(entry.name(), Optional.empty())));
        manifest.ifPresent(known -> known.extensions().stream()
                .filter(extension -> list.isEmpty() || extensions.containsKey(extension.name()))
                .forEach(extension -> extensions.put(extension.name(), Optional.of(extension.version()))));
        extensions.remove(BUILT_IN);
        Set<String> roles = new TreeSet<>();
        list.ifPresent(known -> known.entries().stream()
                .filter(entry -> !isAboutDatabase(entry))
                .map(TableOfContents.Entry::owner)
                .filter(owner -> !owner.isEmpty())
                .forEach(roles::add));
        int major = manifest.map(known -> known.server().versionNumber() / 10_000)
                .or(() -> list.flatMap(TableOfContents::server).map(PgVersion::major))
                .orElse(0);
        return new ArchiveServerRequirements(
                major,
                extensions,
                roles,
                list.map(ArchiveServerRequirements::superuserOnly).orElse(List.of()),
                list.map(TableOfContents::needed).orElse(NOTHING),
                list.map(TableOfContents::encoding).orElse(PostgresTextEncoding.UTF8),
                list.map(ArchiveServerRequirements::notes).orElse(List.of()));
    }

    private static List<Finding> notes(TableOfContents list) {
        return switch (list.source()) {
            case ARCHIVE -> List.of();
            case LISTING ->
                List.of(new Finding(
                        "contents_listed",
                        "the archive format version " + list.dumpVersion() + " is not known: the contents are"
                                + " taken from the list of pg_restore, in which names with blanks are ambiguous"));
        };
    }

    /** The caller creates the database itself. */
    private static boolean isAboutDatabase(TableOfContents.Entry entry) {
        return entry.type().startsWith("DATABASE")
                || entry.schema().isEmpty() && entry.name().startsWith("DATABASE ");
    }

    private static List<String> superuserOnly(TableOfContents list) {
        return list.entries().stream()
                .filter(entry -> SUPERUSERS.contains(entry.type()))
                .map(TableOfContents.Entry::label)
                .toList();
    }

    /** The requirements without these extensions. */
    public ArchiveServerRequirements without(Collection<String> unwanted) {
        Map<String, Optional<String>> wanted = new TreeMap<>(extensions);
        wanted.keySet().removeAll(unwanted);
        return new ArchiveServerRequirements(serverMajor, wanted, roles, superuserOnly, others, encoding, notes);
    }

    /**
     * Names of all missing roles that have to be created.
     *
     * @param existing roles of the server. All databases of a server share one list of roles, whatever their encoding. The
     *     server stores each name in the encoding of the session that created the role. A name that is not UTF-8 is represented
     *     with escapes.
     */
    public Set<String> missingRoles(Collection<String> existing) {
        return missing(roles, existing);
    }

    /** As {@link #missingRoles}, for roles that own nothing but have privileges. */
    public Set<String> missingGrantees(Collection<String> existing) {
        Set<String> missing = missing(others.grantees(), existing);
        missing.removeAll(roles);
        return missing;
    }

    /** As {@link #missingRoles}, for roles that policies name. */
    public Set<String> missingRolesOfPolicies(Collection<String> existing) {
        return missing(others.ofPolicies(), existing);
    }

    private Set<String> missing(Set<String> wanted, Collection<String> existing) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeIf(role -> existing.contains(role)
                || existing.contains(PostgresTextEncoding.SQL_ASCII.decode(encoding.encode(role))));
        return missing;
    }
}
