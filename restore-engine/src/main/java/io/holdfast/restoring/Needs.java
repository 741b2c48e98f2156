package io.holdfast.restoring;

import io.holdfast.postgrestools.PgVersion;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.store.Manifest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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
 */
public record Needs(
        int serverMajor, Map<String, Optional<String>> extensions, Set<String> roles, List<String> superuserOnly) {

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

    public Needs {
        extensions = Map.copyOf(extensions);
        roles = Set.copyOf(roles);
        superuserOnly = List.copyOf(superuserOnly);
    }

    /** The table of contents says what is created, the manifest which versions there were. */
    public static Needs of(Optional<Manifest> manifest, Optional<TableOfContents> list) {
        Map<String, Optional<String>> extensions = new TreeMap<>();
        list.ifPresent(
                known -> known.ofType("EXTENSION").forEach(entry -> extensions.put(entry.name(), Optional.empty())));
        manifest.ifPresent(known -> known.extensions().stream()
                .filter(extension -> list.isEmpty() || extensions.containsKey(extension.name()))
                .forEach(extension -> extensions.put(extension.name(), Optional.of(extension.version()))));
        extensions.remove(BUILT_IN);
        Set<String> roles = new TreeSet<>();
        list.ifPresent(known -> known.entries().stream()
                .map(TableOfContents.Entry::owner)
                .filter(owner -> !owner.isEmpty())
                .forEach(roles::add));
        int major = manifest.map(known -> known.server().versionNumber() / 10_000)
                .or(() -> list.flatMap(TableOfContents::server).map(PgVersion::major))
                .orElse(0);
        return new Needs(
                major, extensions, roles, list.map(Needs::superuserOnly).orElse(List.of()));
    }

    private static List<String> superuserOnly(TableOfContents list) {
        return list.entries().stream()
                .filter(entry -> SUPERUSERS.contains(entry.type()))
                .map(entry -> entry.type().toLowerCase(Locale.ROOT) + " "
                        + entry.schema().map(schema -> schema + ".").orElse("") + entry.name())
                .toList();
    }

    /** As if the archive did not declare these extensions. */
    public Needs without(Collection<String> unwanted) {
        Map<String, Optional<String>> wanted = new TreeMap<>(extensions);
        wanted.keySet().removeAll(unwanted);
        return new Needs(serverMajor, wanted, roles, superuserOnly);
    }

    /** Names of all roles, for whoever creates those that are missing. */
    public Set<String> missingRoles(Collection<String> existing) {
        Set<String> missing = new TreeSet<>(roles);
        missing.removeAll(existing);
        return missing;
    }
}
