package io.holdfast.verify.scratch;

import io.holdfast.restoreengine.ServerRequirements;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.ServerFacts;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TemporaryRoles;
import io.holdfast.store.Companion;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Roles that a backup needs and the scratch server lacks: owners from the archive, and all others from the companion beside it, if it is the
 * one that was sealed. They are there for one drill.
 */
@ApplicationScoped
class MissingRoles {

    private static final Pattern CREATE =
            Pattern.compile("^CREATE ROLE (\"(?:[^\"]|\"\")+\"|[^\\s\";]+);$", Pattern.MULTILINE);

    private final ConfiguredDestinations destinations;

    MissingRoles(ConfiguredDestinations destinations) {
        this.destinations = destinations;
    }

    /**
     * Those that were made for a drill; closing drops all that are marked with it.
     *
     * @param drill whose they are
     * @param names of those that were made now
     */
    record Created(TargetServer server, UUID drill, Set<String> names) implements AutoCloseable {

        /** What still owns something on the server stays, with its mark. */
        @Override
        public void close() {
            TemporaryRoles roles = new TemporaryRoles(server);
            roles.marked().stream()
                    .filter(role -> role.mark().id().equals(drill) && !DrillDatabase.isOurName(role.name()))
                    .forEach(role -> roles.drop(role.name()));
        }
    }

    /** Makes none. */
    static Created none(TargetServer server, UUID drill) {
        return new Created(server, drill, Set.of());
    }

    /**
     * Makes them without login and without password: they own and are granted, and nobody signs in.
     *
     * @param ownership of the drill
     */
    Created create(StagedArchive archive, ServerFacts facts, TargetServer server, OwnershipComment ownership) {
        Set<String> missing = new TreeSet<>(ServerRequirements.of(archive.manifest(), Optional.of(archive.list()))
                .missingRoles(facts.roles()));
        missing.addAll(beside(archive));
        missing.removeAll(facts.roles());
        missing.removeIf(role -> role.startsWith("pg_"));
        TemporaryRoles roles = new TemporaryRoles(server);
        missing.forEach(role -> roles.createWithoutLogin(role, ownership));
        return new Created(server, ownership.id(), missing);
    }

    private Set<String> beside(StagedArchive archive) {
        Set<String> roles = new TreeSet<>();
        destinations
                .named(archive.copy().destination())
                .flatMap(destination -> CompanionFile.read(destination, archive.copy(), Companion.Role.ROLES))
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
