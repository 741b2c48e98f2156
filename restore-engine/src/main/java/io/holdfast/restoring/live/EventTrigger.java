package io.holdfast.restoring.live;

import io.holdfast.restoring.server.Sql;

/**
 * An event trigger that is enabled: it acts when a statement changes a definition.
 *
 * @param enabled as in {@code pg_event_trigger.evtenabled}
 */
public record EventTrigger(String name, char enabled) {

    private static final char ORIGIN = 'O';
    private static final char ALWAYS = 'A';

    /** Whether {@code session_replication_role = replica} is not enough to silence it. */
    public boolean isStubborn() {
        return enabled != ORIGIN;
    }

    String disable() {
        return "alter event trigger " + Sql.name(name) + " disable";
    }

    String enable() {
        return "alter event trigger " + Sql.name(name) + " enable " + (enabled == ALWAYS ? "always" : "replica");
    }
}
