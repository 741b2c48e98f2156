package io.holdfast.restoring;

import io.holdfast.postgrestools.PgVersion;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.store.Manifest;
import java.util.Collection;
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
 */
public record Needs(int serverMajor, Map<String, Optional<String>> extensions, Set<String> roles) {

    /** Every server has it. */
    private static final String BUILT_IN = "plpgsql";

    public Needs {
        extensions = Map.copyOf(extensions);
        roles = Set.copyOf(roles);
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
        return new Needs(major, extensions, roles);
    }

    /** Names of all roles, for whoever creates those that are missing. */
    public Set<String> missingRoles(Collection<String> existing) {
        Set<String> missing = new TreeSet<>(roles);
        missing.removeAll(existing);
        return missing;
    }
}
