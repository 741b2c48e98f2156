package io.holdfast.restoreengine.live;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.server.SqlQuoting;
import java.util.ArrayList;
import java.util.List;

/** Why rows of tables cannot be replaced as things are, each with the statement that helps. Asks for nothing that these tables do not need. */
public final class TableObstacles {

    private static final int GRANTS_PARAMETERS = 150_000;

    private final TableFacts facts;
    private final String role;
    private final List<Finding> found = new ArrayList<>();

    private TableObstacles(TableFacts facts) {
        this.facts = facts;
        this.role = SqlQuoting.name(facts.rights().role());
    }

    /** Empty where nothing stands in the way. */
    public static List<Finding> of(TableFacts facts) {
        TableObstacles obstacles = new TableObstacles(facts);
        facts.missing()
                .forEach(table -> obstacles.add(
                        "no_such_table",
                        "the live database has no table " + table + ": restore it into a database beside, without"
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
                    table.name() + " is a foreign table, and no backup has its rows: name the other partitions");
        } else if (!table.hasRows()) {
            add("not_a_table", table.name() + " is a view in the live database: it has no rows of its own");
        }
    }

    /** PostgreSQL refuses the deletion, whoever asks. */
    private void publication(TablePublication publication) {
        if (publication.deletes() && !publication.identity()) {
            add(
                    "no_replica_identity",
                    "publication " + publication.name() + " publishes deletions of "
                            + publication.table().name()
                            + ", which has no replica identity, so no row of it can be deleted: ALTER TABLE "
                            + publication.table().quoted() + " REPLICA IDENTITY FULL");
        }
    }

    private void rights(LiveTable table) {
        String name = table.quoted();
        if (!table.privileged() && !table.owned()) {
            add(
                    "may_not_replace_rows",
                    "the target's role may not replace the rows of " + table.name() + ": GRANT USAGE ON SCHEMA "
                            + SqlQuoting.name(table.name().schema()) + " TO " + role
                            + "; GRANT SELECT, INSERT, DELETE ON "
                            + name + " TO " + role);
        }
        if (table.rowSecurity() && !table.owned() && !facts.rights().seesAllRows()) {
            add(
                    "row_security",
                    table.name() + " has row security, which may hide rows from the target's role: GRANT "
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
                            + " have to be switched off for a while, which only its owner may: GRANT "
                            + SqlQuoting.name(table.owner()) + " TO " + role);
        }
    }

    private void guards() {
        if (facts.needsSuspension() && !facts.rights().suspendsTriggers()) {
            add(
                    "may_not_suspend_triggers",
                    "rows are brought in while triggers and foreign keys stand aside, which the target's role may not"
                            + " ask for: "
                            + (facts.rights().version() >= GRANTS_PARAMETERS
                                    ? "GRANT SET ON PARAMETER session_replication_role TO " + role
                                    : "before PostgreSQL 15 only a superuser may, so for this restore ALTER ROLE "
                                            + role + " SUPERUSER, and NOSUPERUSER afterwards"));
        }
        facts.firingInReplicaRole().stream()
                .filter(RowTrigger::internal)
                .forEach(guard -> add(
                        "trigger_of_constraint",
                        "the trigger " + guard.name() + " of a constraint of "
                                + guard.table().name()
                                + " is enabled always, and only a superuser may switch it off: ALTER TABLE "
                                + guard.table().quoted() + " ENABLE TRIGGER " + SqlQuoting.name(guard.name())));
        if (facts.needsDefinitions()) {
            facts.eventTriggers().stream()
                    .filter(EventTrigger::firesInReplicaRole)
                    .forEach(trigger -> add(
                            "event_trigger",
                            "the event trigger " + trigger.name()
                                    + " always acts on the changes of definitions that this needs, and only a superuser may"
                                    + " switch it off for a while: " + "ALTER EVENT TRIGGER "
                                    + SqlQuoting.name(trigger.name()) + " DISABLE"));
        }
    }

    private void unreadable(ForeignKey key) {
        ForeignKey.Side other = key.outside() ? key.child() : key.parent();
        add(
                "may_not_check_reference",
                "the target's role may not read " + other.name() + ", so the foreign key " + key.name()
                        + " cannot be checked: GRANT USAGE ON SCHEMA "
                        + SqlQuoting.name(other.name().schema()) + " TO " + role + "; GRANT SELECT ON "
                        + LiveTable.quoted(other.name()) + " TO " + role);
    }

    private void sequence(ColumnSequence sequence) {
        add(
                "may_not_move_sequence",
                "the target's role may not move the sequence " + sequence.name() + " of "
                        + sequence.table().name() + "." + sequence.column() + ": GRANT SELECT, UPDATE ON SEQUENCE "
                        + sequence.quoted() + " TO " + role);
    }

    private void add(String code, String text) {
        found.add(new Finding(code, text));
    }
}
