package io.holdfast.verify.scratch;

import io.holdfast.restoreengine.ArchiveServerRequirements;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.ServerInfo;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TemporaryRoleProvisioner;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.SealedCompanionReader;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Creates roles that a backup needs and the scratch server lacks. Owners come from the archive. All other roles come from the
 * roles companion, if it is the file that was sealed. The roles exist for one drill.
 */
@ApplicationScoped
class CreateMissingRoles {

    private static final Pattern CREATE =
            Pattern.compile("^CREATE ROLE (\"(?:[^\"]|\"\")+\"|[^\\s\";]+);$", Pattern.MULTILINE);

    private final ConfiguredDestinations destinations;

    CreateMissingRoles(ConfiguredDestinations destinations) {
        this.destinations = destinations;
    }

    /**
     * The roles that were created for a drill. Closing drops all roles marked with it.
     *
     * @param drill drill that uses the roles
     * @param names names of the roles created by this call
     */
    record Created(TargetServer server, UUID drill, Set<String> names) implements AutoCloseable {

        /** A role that still owns an object on the server remains, with its mark. */
        @Override
        public void close() {
            TemporaryRoleProvisioner roles = new TemporaryRoleProvisioner(server);
            roles.marked().stream()
                    .filter(role -> role.mark().id().equals(drill) && !DrillDatabase.isOurName(role.name()))
                    .forEach(role -> roles.drop(role.name()));
        }
    }

    /** Creates no roles. */
    static Created none(TargetServer server, UUID drill) {
        return new Created(server, drill, Set.of());
    }

    /**
     * Creates the roles without login and password. They own objects and receive grants, but nobody can connect with them.
     *
     * @param ownership mark of the drill
     */
    Created create(StagedArchive archive, ServerInfo facts, TargetServer server, OwnershipComment ownership) {
        Set<String> missing =
                new TreeSet<>(ArchiveServerRequirements.of(archive.manifest(), Optional.of(archive.list()))
                        .missingRoles(facts.roles()));
        missing.addAll(beside(archive));
        missing.removeAll(facts.roles());
        missing.removeIf(role -> role.startsWith("pg_"));
        TemporaryRoleProvisioner roles = new TemporaryRoleProvisioner(server);
        missing.forEach(role -> roles.createWithoutLogin(role, ownership));
        return new Created(server, ownership.id(), missing);
    }

    private Set<String> beside(StagedArchive archive) {
        Set<String> roles = new TreeSet<>();
        destinations
                .named(archive.copy().destination())
                .flatMap(destination ->
                        SealedCompanionReader.read(destination, archive.copy(), CompanionFile.Role.ROLES))
                .map(CREATE::matcher)
                .ifPresent(statement -> {
                    while (statement.find()) {
                        roles.add(plain(statement.group(1)));
                    }
                });
        return roles;
    }

    private static String plain(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}
