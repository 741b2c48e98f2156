package io.holdfast.restoreengine.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a server is and has.
 *
 * @param version as it writes it
 * @param versionNumber such as 170002
 * @param systemIdentifier given once to each cluster by initdb; a copy on disk has the same
 * @param extensions available ones, each with the versions it can be installed in
 * @param roles that exist
 * @param superuserExtensions those of them that only a superuser may create
 * @param role that asked
 */
public record ServerFacts(
        String version,
        int versionNumber,
        String systemIdentifier,
        Map<String, List<String>> extensions,
        Set<String> superuserExtensions,
        Set<String> roles,
        SignedInRole role,
        List<DatabaseFacts> databases) {

    public ServerFacts {
        extensions = Map.copyOf(extensions);
        superuserExtensions = Set.copyOf(superuserExtensions);
        roles = Set.copyOf(roles);
        databases = List.copyOf(databases);
    }

    /** Whether the role that asked may. */
    public boolean mayCreateDatabases() {
        return role.createsDatabases();
    }

    public Optional<DatabaseFacts> database(String name) {
        return databases.stream()
                .filter(database -> database.name().equals(name))
                .findFirst();
    }
}
