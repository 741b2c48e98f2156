package io.holdfast.restoreengine.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The facts about a server.
 *
 * @param version version as text
 * @param versionNumber version as a number, such as 170002
 * @param systemIdentifier identifier that initdb assigns to a cluster; a physical copy has the same one
 * @param extensions available extensions, each with its available versions
 * @param roles existing roles
 * @param superuserExtensions extensions that only a superuser may create
 * @param role role of the session
 */
public record ServerInfo(
        String version,
        int versionNumber,
        String systemIdentifier,
        Map<String, List<String>> extensions,
        Set<String> superuserExtensions,
        Set<String> roles,
        LoginRoleAttributes role,
        List<DatabaseFacts> databases) {

    public ServerInfo {
        extensions = Map.copyOf(extensions);
        superuserExtensions = Set.copyOf(superuserExtensions);
        roles = Set.copyOf(roles);
        databases = List.copyOf(databases);
    }

    /** Whether the role of the session may create databases. */
    public boolean mayCreateDatabases() {
        return role.createsDatabases();
    }

    public Optional<DatabaseFacts> database(String name) {
        return databases.stream()
                .filter(database -> database.name().equals(name))
                .findFirst();
    }
}
