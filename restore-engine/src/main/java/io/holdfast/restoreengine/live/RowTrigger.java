package io.holdfast.restoreengine.live;

import io.holdfast.restoreengine.server.SqlQuoting;

/**
 * A trigger or rule that is enabled on a table, and would act when rows are replaced.
 *
 * @param type of which kind
 * @param enabled as in {@code pg_trigger.tgenabled}
 * @param internal whether PostgreSQL made it, for a constraint
 */
public record RowTrigger(LiveTable table, Type type, String name, char enabled, boolean internal) {

    private static final char ORIGIN = 'O';
    private static final char ALWAYS = 'A';

    /** What may act on rows. */
    public enum Type {
        TRIGGER,
        RULE;

        String label() {
            return this == TRIGGER ? "trigger" : "rule";
        }
    }

    /** Whether {@code session_replication_role = replica} is not enough to silence it. */
    public boolean firesInReplicaRole() {
        return enabled != ORIGIN;
    }

    String disable() {
        return "alter table only " + table.quoted() + " disable " + type.label() + " " + SqlQuoting.name(name);
    }

    /** The statement that makes it act as before. */
    String enable() {
        return "alter table only " + table.quoted() + " enable " + (enabled == ALWAYS ? "always " : "replica ")
                + type.label() + " " + SqlQuoting.name(name);
    }
}
