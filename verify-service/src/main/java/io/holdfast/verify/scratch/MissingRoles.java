package io.holdfast.verify.scratch;

import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.SignIn;
import io.holdfast.restoring.Needs;
import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.restoring.server.ServerFacts;
import io.holdfast.restoring.server.Sql;
import io.holdfast.store.Companion;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.settings.Destinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Roles that a backup needs and the scratch server lacks: owners from the archive, and all others from the companion beside it, if it is the
 * one that was sealed.
 */
@ApplicationScoped
class MissingRoles {

    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final Pattern CREATE =
            Pattern.compile("^CREATE ROLE (\"(?:[^\"]|\"\")+\"|[^\\s\";]+);$", Pattern.MULTILINE);

    private final Destinations destinations;

    MissingRoles(Destinations destinations) {
        this.destinations = destinations;
    }

    /** Makes them without login and without password: they own and are granted, and nobody signs in. */
    Set<String> create(StagedArchive archive, ServerFacts facts, Connection server) throws SQLException {
        Set<String> missing = new TreeSet<>(
                Needs.of(archive.manifest(), Optional.of(archive.list())).missingRoles(facts.roles()));
        missing.addAll(beside(archive));
        missing.removeAll(facts.roles());
        missing.removeIf(role -> role.startsWith("pg_"));
        if (!missing.isEmpty()) {
            try (java.sql.Connection connection = SignIn.to(server, ANSWER);
                    Statement statement = connection.createStatement()) {
                for (String role : missing) {
                    statement.execute("create role " + Sql.name(role) + " nologin");
                }
            }
        }
        return missing;
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
