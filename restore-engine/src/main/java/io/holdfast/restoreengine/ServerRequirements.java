package io.holdfast.restoreengine;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.PgVersion;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.postgrestools.TextEncoding;
import io.holdfast.store.Manifest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an archive needs of the server it is restored on.
 *
 * @param serverMajor of the server it was dumped from; 0 where unknown
 * @param extensions by name, each with the version it had where that is known
 * @param roles that own something; empty where the table of contents is not known
 * @param superuserOnly objects that only a superuser may create, each with its kind
 * @param others what the archive's definitions name outside of the database, beside owners; nothing where that is not known
 * @param encoding in which the names of roles reach the server
 * @param notes what is uncertain about all this
 */
public record ServerRequirements(
        int serverMajor,
        Map<String, Optional<String>> extensions,
        Set<String> roles,
        List<String> superuserOnly,
        TableOfContents.Needed others,
        TextEncoding encoding,
        List<Finding> notes) {

    private static final TableOfContents.Needed NOTHING = new TableOfContents.Needed(Set.of(), Set.of(), Set.of());

    /** PostgreSQL's manual, "Notes" of each CREATE command. A shell type is the beginning of a base type. */
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

    /** Every server has it. */
    private static final String BUILT_IN = "plpgsql";

    public ServerRequirements {
        extensions = Map.copyOf(extensions);
        roles = Set.copyOf(roles);
        superuserOnly = List.copyOf(superuserOnly);
        notes = List.copyOf(notes);
    }

    /** The table of contents says what is created, the manifest which versions there were. */
    public static ServerRequirements of(Optional<Manifest> manifest, Optional<TableOfContents> list) {
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
        return new ServerRequirements(
                major,
                extensions,
                roles,
                list.map(ServerRequirements::superuserOnly).orElse(List.of()),
                list.map(TableOfContents::needed).orElse(NOTHING),
                list.map(TableOfContents::encoding).orElse(TextEncoding.UTF8),
                list.map(ServerRequirements::notes).orElse(List.of()));
    }

    private static List<Finding> notes(TableOfContents list) {
        return switch (list.source()) {
            case ARCHIVE -> List.of();
            case LISTING ->
                List.of(new Finding(
                        "contents_listed",
                        "the archive's format, version " + list.dumpVersion() + ", is not known here: its contents are"
                                + " those that pg_restore lists, where names with blanks cannot be told apart"));
        };
    }

    /** The database itself is made by whoever restores. */
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

    /** As if the archive did not declare these extensions. */
    public ServerRequirements without(Collection<String> unwanted) {
        Map<String, Optional<String>> wanted = new TreeMap<>(extensions);
        wanted.keySet().removeAll(unwanted);
        return new ServerRequirements(serverMajor, wanted, roles, superuserOnly, others, encoding, notes);
    }

    /**
     * Names of all roles, for whoever creates those that are missing.
     *
     * @param existing those of a server. A server has one list of roles for databases of all encodings, and keeps each name as the bytes of
     *     the session that made the role: one that is no UTF-8 is known by its escapes
     */
    public Set<String> missingRoles(Collection<String> existing) {
        return missing(roles, existing);
    }

    /** As {@link #missingRoles}, of those that own nothing and are granted something. */
    public Set<String> missingGrantees(Collection<String> existing) {
        Set<String> missing = missing(others.grantees(), existing);
        missing.removeAll(roles);
        return missing;
    }

    /** As {@link #missingRoles}, of those that policies name. */
    public Set<String> missingRolesOfPolicies(Collection<String> existing) {
        return missing(others.ofPolicies(), existing);
    }

    private Set<String> missing(Set<String> wanted, Collection<String> existing) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeIf(role ->
                existing.contains(role) || existing.contains(TextEncoding.SQL_ASCII.decode(encoding.encode(role))));
        return missing;
    }
}
