package io.holdfast.restoring.live;

import io.holdfast.restoring.server.Sql;

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

        String word() {
            return this == TRIGGER ? "trigger" : "rule";
        }
    }

    /** Whether {@code session_replication_role = replica} is not enough to silence it. */
    public boolean isStubborn() {
        return enabled != ORIGIN;
    }

    String disable() {
        return "alter table only " + table.quoted() + " disable " + type.word() + " " + Sql.name(name);
    }

    /** The statement that makes it act as before. */
    String enable() {
        return "alter table only " + table.quoted() + " enable " + (enabled == ALWAYS ? "always " : "replica ")
                + type.word() + " " + Sql.name(name);
    }
}
