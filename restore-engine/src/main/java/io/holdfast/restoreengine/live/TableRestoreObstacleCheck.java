package io.holdfast.restoreengine.live;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.server.SqlQuoting;
import java.util.ArrayList;
import java.util.List;

/**
 * Reasons why rows of tables cannot be replaced, each with the statement that helps. It does not require rights that these
 * tables do not need.
 */
public final class TableRestoreObstacleCheck {

    private static final int GRANTS_PARAMETERS = 150_000;

    private final TableCatalogInfo facts;
    private final String role;
    private final List<Finding> found = new ArrayList<>();

    private TableRestoreObstacleCheck(TableCatalogInfo facts) {
        this.facts = facts;
        this.role = SqlQuoting.name(facts.rights().role());
    }

    /** Empty if there is no obstacle. */
    public static List<Finding> of(TableCatalogInfo facts) {
        TableRestoreObstacleCheck obstacles = new TableRestoreObstacleCheck(facts);
        facts.missing()
                .forEach(table -> obstacles.add(
                        "no_such_table",
                        "the live database has no table " + table + ". hint: restore it into a new database, without"
                                + " --in-place"));
        facts.relations().forEach(obstacles::table);
        facts.publications().forEach(obstacles::publication);
        if (!facts.rights().superuser()) {
            facts.relations().forEach(obstacles::rights);
            obstacles.guards();
            facts.foreignKeys().stream().filter(key -> !key.readable()).forEach(obstacles::unreadable);
            facts.sequences().stream()
                    .filter(sequence -> sequence.number() && !sequence.usable() && !sequence.owned())
                    .forEach(obstacles::sequence);
        }
        return List.copyOf(obstacles.found);
    }

    private void table(LiveTable table) {
        if (table.kind() == LiveTable.FOREIGN) {
            add(
                    "foreign_partition",
                    table.name() + " is a foreign table, and backups do not contain its rows. hint: request the"
                            + " other partitions");
        } else if (!table.hasRows()) {
            add("not_a_table", table.name() + " is a view in the live database and has no rows of its own");
        }
    }

    /** PostgreSQL refuses the deletion for every role. */
    private void publication(TablePublication publication) {
        if (publication.deletes() && !publication.identity()) {
            add(
                    "no_replica_identity",
                    "publication " + publication.name() + " publishes deletions of "
                            + publication.table().name()
                            + ", which has no replica identity, so its rows cannot be deleted. hint: run ALTER TABLE "
                            + publication.table().quoted() + " REPLICA IDENTITY FULL");
        }
    }

    private void rights(LiveTable table) {
        String name = table.quoted();
        if (!table.privileged() && !table.owned()) {
            add(
                    "may_not_replace_rows",
                    "the target role may not replace the rows of " + table.name() + ". hint: run GRANT USAGE ON SCHEMA "
                            + SqlQuoting.name(table.name().schema()) + " TO " + role
                            + "; GRANT SELECT, INSERT, DELETE ON "
                            + name + " TO " + role);
        }
        if (table.rowSecurity() && !table.owned() && !facts.rights().seesAllRows()) {
            add(
                    "row_security",
                    table.name() + " has row security, which may hide rows from the target role. hint: run GRANT "
                            + SqlQuoting.name(table.owner()) + " TO " + role + ", or ALTER ROLE " + role
                            + " BYPASSRLS");
        }
        boolean changed = facts.firingInReplicaRole().stream()
                        .anyMatch(guard -> guard.table().equals(table))
                || facts.deferrable().stream().anyMatch(index -> index.table().equals(table));
        if (changed && !table.owned()) {
            add(
                    "role_not_granted",
                    "triggers or constraints of " + table.name()
                            + " must be disabled temporarily, which only its owner may do. hint: run GRANT "
                            + SqlQuoting.name(table.owner()) + " TO " + role);
        }
    }

    private void guards() {
        if (facts.needsSuspension() && !facts.rights().suspendsTriggers()) {
            add(
                    "may_not_suspend_triggers",
                    "the restore suspends triggers and foreign keys, but the target role may not set"
                            + " session_replication_role. hint: "
                            + (facts.rights().version() >= GRANTS_PARAMETERS
                                    ? "run GRANT SET ON PARAMETER session_replication_role TO " + role
                                    : "before PostgreSQL 15 only a superuser may, so run ALTER ROLE " + role
                                            + " SUPERUSER for this restore, and afterwards NOSUPERUSER"));
        }
        facts.firingInReplicaRole().stream()
                .filter(RowTrigger::internal)
                .forEach(guard -> add(
                        "trigger_of_constraint",
                        "trigger " + guard.name() + " of a constraint of "
                                + guard.table().name()
                                + " is set to ENABLE ALWAYS, and only a superuser may disable it. hint: run ALTER"
                                + " TABLE "
                                + guard.table().quoted() + " ENABLE TRIGGER " + SqlQuoting.name(guard.name())));
        if (facts.needsDefinitions()) {
            facts.eventTriggers().stream()
                    .filter(EventTrigger::firesInReplicaRole)
                    .forEach(trigger -> add(
                            "event_trigger",
                            "event trigger " + trigger.name()
                                    + " always fires on the changes of definitions that the restore needs, and only"
                                    + " a superuser may"
                                    + " disable it. hint: run " + "ALTER EVENT TRIGGER "
                                    + SqlQuoting.name(trigger.name()) + " DISABLE"));
        }
    }

    private void unreadable(ForeignKey key) {
        ForeignKey.Side other = key.outside() ? key.child() : key.parent();
        add(
                "may_not_check_reference",
                "the target role may not read " + other.name() + ", so foreign key " + key.name()
                        + " cannot be checked. hint: run GRANT USAGE ON SCHEMA "
                        + SqlQuoting.name(other.name().schema()) + " TO " + role + "; GRANT SELECT ON "
                        + LiveTable.quoted(other.name()) + " TO " + role);
    }

    private void sequence(ColumnSequence sequence) {
        add(
                "may_not_move_sequence",
                "the target role may not move sequence " + sequence.name() + " of "
                        + sequence.table().name() + "." + sequence.column() + ". hint: run GRANT SELECT, UPDATE ON"
                        + " SEQUENCE "
                        + sequence.quoted() + " TO " + role);
    }

    private void add(String code, String text) {
        found.add(new Finding(code, text));
    }
}
