package io.holdfast.restoreengine.live;

import io.holdfast.restoreengine.server.SqlQuoting;

/**
 * An enabled event trigger. It acts when a statement changes a definition.
 *
 * @param enabled value of {@code pg_event_trigger.evtenabled}
 */
public record EventTrigger(String name, char enabled) {

    private static final char ORIGIN = 'O';
    private static final char ALWAYS = 'A';

    /** Whether {@code session_replication_role = replica} does not suppress it. */
    public boolean firesInReplicaRole() {
        return enabled != ORIGIN;
    }

    String disable() {
        return "alter event trigger " + SqlQuoting.name(name) + " disable";
    }

    String enable() {
        return "alter event trigger " + SqlQuoting.name(name) + " enable " + (enabled == ALWAYS ? "always" : "replica");
    }
}
