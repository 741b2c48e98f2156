package io.holdfast.restoreengine.live;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoreengine.server.SqlQuoting;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks the live database before a whole in-place restore.
 *
 * @param obstacles reasons why the restore cannot be executed
 * @param notes findings for a person
 */
public record InPlaceRestoreCheckResult(List<Finding> obstacles, List<Finding> notes) {

    public InPlaceRestoreCheckResult {
        obstacles = List.copyOf(obstacles);
        notes = List.copyOf(notes);
    }

    /**
     *
     * @param session session in the live database by the restoring role
     * @param list table of contents of the archive, if it could be read
     */
    public static InPlaceRestoreCheckResult of(Connection session, Optional<TableOfContents> list) throws SQLException {
        List<Finding> obstacles = new ArrayList<>();
        List<Finding> notes = new ArrayList<>();
        eventTriggers(session, replaced(list), obstacles, notes);
        if (list.isPresent()) {
            DependentObjectCheck.Found newer = DependentObjectCheck.of(session, list.get());
            newer.obstacle().ifPresent(obstacles::add);
            notes.addAll(newer.notes());
            RestoreLockCalculator.of(session, list.get()).obstacle().ifPresent(obstacles::add);
        }
        return new InPlaceRestoreCheckResult(obstacles, notes);
    }

    /** Event triggers that pg_restore drops first and creates again last. */
    private static Set<String> replaced(Optional<TableOfContents> list) {
        return list.stream()
                .flatMap(known -> known.ofType("EVENT TRIGGER").stream())
                .map(Entry::name)
                .collect(Collectors.toSet());
    }

    private static void eventTriggers(
            Connection session, Set<String> replaced, List<Finding> obstacles, List<Finding> notes)
            throws SQLException {
        List<EventTrigger> triggers = ReadSessionPrivileges.eventTriggers(session).stream()
                .filter(trigger -> !replaced.contains(trigger.name()))
                .toList();
        SessionPrivileges rights = ReadSessionPrivileges.rights(session);
        List<EventTrigger> silent = triggers.stream()
                .filter(trigger -> !trigger.firesInReplicaRole() && rights.suspendsTriggers())
                .toList();
        if (!silent.isEmpty()) {
            notes.add(new Finding(
                    "event_triggers",
                    "these event triggers of the live database do not fire during the restore: "
                            + silent.stream().map(EventTrigger::name).collect(Collectors.joining(", "))));
        }
        for (EventTrigger trigger : triggers) {
            if (trigger.firesInReplicaRole()) {
                obstacles.add(new Finding(
                        "event_trigger",
                        "event trigger " + trigger.name()
                                + " fires on every change of a definition, including those of a restore. hint: run"
                                + " ALTER EVENT TRIGGER "
                                + SqlQuoting.name(trigger.name())
                                + " DISABLE for this restore, or restore with --swap"));
            } else if (!silent.contains(trigger)) {
                obstacles.add(new Finding(
                        "event_trigger",
                        "event trigger " + trigger.name()
                                + " would fire during the restore, and the target role may not suppress it. hint:"
                                + " run GRANT SET ON"
                                + " PARAMETER session_replication_role TO " + SqlQuoting.name(rights.role())
                                + ", or restore with --swap"));
            }
        }
    }
}
