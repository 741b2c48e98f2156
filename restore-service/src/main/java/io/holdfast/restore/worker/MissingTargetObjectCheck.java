package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restore.restoring.RestoreMode;
import io.holdfast.restore.restoring.RestoreRequest;
import io.holdfast.restoreengine.ArchiveServerRequirements;
import io.holdfast.restoreengine.server.DatabaseCreationOptions;
import io.holdfast.restoreengine.server.ServerInfo;
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
 * Objects that the definitions of a backup refer to and the target lacks, so that the plan reports them before the restore.
 *
 * @param obstacles findings that would make the restore fail
 * @param notes findings about objects that will be missing or different
 */
record MissingTargetObjectCheck(List<Finding> obstacles, List<Finding> notes) {

    private static final int SHOWN = 20;

    MissingTargetObjectCheck {
        obstacles = List.copyOf(obstacles);
        notes = List.copyOf(notes);
    }

    /**
     *
     * @param shape creation options of the dumped database, if known
     * @param live name of the live database, whether it exists or not; if it exists, a new database is created with its
     *     properties
     */
    static MissingTargetObjectCheck of(
            RestoreRequest request,
            ArchiveServerRequirements requirements,
            Optional<DatabaseCreationOptions> shape,
            ServerInfo facts,
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
        return new MissingTargetObjectCheck(obstacles, notes);
    }

    /** An in-place restore is one transaction, and the first refused statement ends it. */
    private static void roles(
            RestoreRequest request,
            ArchiveServerRequirements requirements,
            Collection<String> existing,
            List<Finding> found) {
        Set<String> grantees = request.restoresOwners() ? requirements.missingGrantees(existing) : Set.of();
        if (!grantees.isEmpty()) {
            found.add(new Finding(
                    "role_missing",
                    "the backup grants privileges to or by roles that do not exist on the server, so these grants"
                            + " cannot be restored: " + listed(grantees)
                            + ". hint: create the roles (the roles companion has the statements), or restore"
                            + " without owners"));
        }
        Set<String> ofPolicies = requirements.missingRolesOfPolicies(existing);
        if (!ofPolicies.isEmpty()) {
            found.add(new Finding(
                    "role_missing",
                    "policies of the backup name roles that do not exist on the server, so these policies cannot be"
                            + " restored: " + listed(ofPolicies)
                            + ". hint: create the roles (the roles companion has the statements)"));
        }
    }

    private static Optional<Finding> tablespaces(ArchiveServerRequirements requirements, TargetServer server) {
        Set<String> missing = new TreeSet<>(requirements.others().tablespaces());
        if (!missing.isEmpty()) {
            missing.removeAll(server.tablespaces());
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "tablespace_missing",
                        "the target lacks tablespace " + listed(missing)
                                + ": all objects will be restored into the default tablespace"));
    }

    /** For a new database that is not modeled on a live one. */
    static Optional<Finding> locale(DatabaseCreationOptions shape, Predicate<String> has) {
        Set<String> missing = new TreeSet<>(Set.of(shape.collate()));
        missing.add(shape.ctype());
        missing.removeIf(has);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "locale_missing",
                        "the operating system of the target does not have the locale of the backup, " + listed(missing)
                                + ". hint: install it there (locale -a lists them), or create the database with another"
                                + " locale and restore with --in-place"));
    }

    private static String listed(Set<String> names) {
        return names.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
