package io.holdfast.restoreengine.live;

import io.holdfast.restoreengine.server.SqlQuoting;

/**
 * An enabled trigger or rule that would act when rows of a table are replaced.
 *
 * @param type whether it is a trigger or a rule
 * @param enabled value of {@code pg_trigger.tgenabled}
 * @param internal whether PostgreSQL created it for a constraint
 */
public record RowTrigger(LiveTable table, Type type, String name, char enabled, boolean internal) {

    private static final char ORIGIN = 'O';
    private static final char ALWAYS = 'A';

    /** The types of objects that act on rows. */
    public enum Type {
        TRIGGER,
        RULE;

        String label() {
            return this == TRIGGER ? "trigger" : "rule";
        }
    }

    /** Whether {@code session_replication_role = replica} does not suppress it. */
    public boolean firesInReplicaRole() {
        return enabled != ORIGIN;
    }

    String disable() {
        return "alter table only " + table.quoted() + " disable " + type.label() + " " + SqlQuoting.name(name);
    }

    /** The statement that enables it with its earlier state. */
    String enable() {
        return "alter table only " + table.quoted() + " enable " + (enabled == ALWAYS ? "always " : "replica ")
                + type.label() + " " + SqlQuoting.name(name);
    }
}
