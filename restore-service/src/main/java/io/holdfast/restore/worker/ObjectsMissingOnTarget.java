package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restore.restoring.RestoreMode;
import io.holdfast.restore.restoring.RestoreRequest;
import io.holdfast.restoreengine.ServerRequirements;
import io.holdfast.restoreengine.server.DatabaseCreationOptions;
import io.holdfast.restoreengine.server.ServerFacts;
import io.holdfast.restoreengine.server.TargetServer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the definitions of a backup name and the target does not have, so that the plan says it and not the restore.
 *
 * @param obstacles what lets the restore fail
 * @param notes what will be missing or different
 */
record ObjectsMissingOnTarget(List<Finding> obstacles, List<Finding> notes) {

    private static final int SHOWN = 20;

    ObjectsMissingOnTarget {
        obstacles = List.copyOf(obstacles);
        notes = List.copyOf(notes);
    }

    /**
     * @param shape of the database that was dumped, where that is known
     * @param live name of the live database, whether it is there or not; where it is, a new one is made like it
     */
    static ObjectsMissingOnTarget of(
            RestoreRequest request,
            ServerRequirements requirements,
            Optional<DatabaseCreationOptions> shape,
            ServerFacts facts,
            TargetServer server,
            String live) {
        List<Finding> obstacles = new ArrayList<>();
        List<Finding> notes = new ArrayList<>();
        if (!request.isRowsInPlace()) {
            roles(request, requirements, facts.roles(), request.mode() == RestoreMode.IN_PLACE ? obstacles : notes);
            tablespaces(requirements, server).ifPresent(notes::add);
        }
        if (request.mode() == RestoreMode.FRESH && facts.database(live).isEmpty()) {
            shape.flatMap(dumped -> locale(dumped, server::hasLocale)).ifPresent(obstacles::add);
        }
        return new ObjectsMissingOnTarget(obstacles, notes);
    }

    /** In place, everything is one transaction, and the first refused statement ends it. */
    private static void roles(
            RestoreRequest request, ServerRequirements requirements, Collection<String> existing, List<Finding> found) {
        Set<String> grantees = request.restoresOwners() ? requirements.missingGrantees(existing) : Set.of();
        if (!grantees.isEmpty()) {
            found.add(new Finding(
                    "role_missing",
                    "the backup grants privileges to or by roles that do not exist on the server, so these grants cannot be"
                            + " restored: " + listed(grantees)
                            + ": create them (the roles companion has their statements), or restore without owners"));
        }
        Set<String> ofPolicies = requirements.missingRolesOfPolicies(existing);
        if (!ofPolicies.isEmpty()) {
            found.add(new Finding(
                    "role_missing",
                    "policies of the backup name roles that do not exist on the server, so these policies cannot be"
                            + " restored: " + listed(ofPolicies)
                            + ": create them (the roles companion has their statements)"));
        }
    }

    private static Optional<Finding> tablespaces(ServerRequirements requirements, TargetServer server) {
        Set<String> missing = new TreeSet<>(requirements.others().tablespaces());
        if (!missing.isEmpty()) {
            missing.removeAll(server.tablespaces());
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "tablespace_missing",
                        "the target has no tablespace " + listed(missing)
                                + ": everything will be restored into the default tablespace"));
    }

    /** Of a new database that no live one is the model of. */
    static Optional<Finding> locale(DatabaseCreationOptions shape, Predicate<String> has) {
        Set<String> missing = new TreeSet<>(Set.of(shape.collate()));
        missing.add(shape.ctype());
        missing.removeIf(has);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "locale_missing",
                        "the target's operating system does not have the locale of the backup, " + listed(missing)
                                + ": install it there (locale -a lists them), or create the database there with another"
                                + " locale and restore with --in-place"));
    }

    private static String listed(Set<String> names) {
        return names.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
