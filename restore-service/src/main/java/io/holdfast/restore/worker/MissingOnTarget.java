package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restore.restoring.Mode;
import io.holdfast.restore.restoring.Wish;
import io.holdfast.restoring.Needs;
import io.holdfast.restoring.server.ServerFacts;
import io.holdfast.restoring.server.Shape;
import io.holdfast.restoring.server.TargetServer;
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
record MissingOnTarget(List<Finding> obstacles, List<Finding> notes) {

    private static final int SHOWN = 20;

    MissingOnTarget {
        obstacles = List.copyOf(obstacles);
        notes = List.copyOf(notes);
    }

    /**
     * @param shape of the database that was dumped, where that is known
     * @param live name of the live database, whether it is there or not; where it is, a new one is made like it
     */
    static MissingOnTarget of(
            Wish wish, Needs needs, Optional<Shape> shape, ServerFacts facts, TargetServer server, String live) {
        List<Finding> obstacles = new ArrayList<>();
        List<Finding> notes = new ArrayList<>();
        if (!wish.isRowsInPlace()) {
            roles(wish, needs, facts.roles(), wish.mode() == Mode.IN_PLACE ? obstacles : notes);
            tablespaces(needs, server).ifPresent(notes::add);
        }
        if (wish.mode() == Mode.FRESH && facts.database(live).isEmpty()) {
            shape.flatMap(dumped -> locale(dumped, server::hasLocale)).ifPresent(obstacles::add);
        }
        return new MissingOnTarget(obstacles, notes);
    }

    /** In place, everything is one transaction, and the first refused statement ends it. */
    private static void roles(Wish wish, Needs needs, Collection<String> existing, List<Finding> found) {
        Set<String> grantees = wish.restoresOwners() ? needs.missingGrantees(existing) : Set.of();
        if (!grantees.isEmpty()) {
            found.add(new Finding(
                    "role_missing",
                    "the backup grants privileges to or by roles that do not exist on the server, so these grants cannot be"
                            + " restored: " + listed(grantees)
                            + ": create them (the roles companion has their statements), or restore without owners"));
        }
        Set<String> ofPolicies = needs.missingRolesOfPolicies(existing);
        if (!ofPolicies.isEmpty()) {
            found.add(new Finding(
                    "role_missing",
                    "policies of the backup name roles that do not exist on the server, so these policies cannot be"
                            + " restored: " + listed(ofPolicies)
                            + ": create them (the roles companion has their statements)"));
        }
    }

    private static Optional<Finding> tablespaces(Needs needs, TargetServer server) {
        Set<String> missing = new TreeSet<>(needs.others().tablespaces());
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
    static Optional<Finding> locale(Shape shape, Predicate<String> has) {
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
