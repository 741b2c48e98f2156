package io.holdfast.restoreengine.live;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Suspends triggers, rules, event triggers and forced row security in a transaction until {@link #resume()}. It does not alter
 * objects that {@code session_replication_role} suppresses.
 */
final class TriggerSuspension {

    private final Statement statement;
    private final TableCatalogInfo facts;
    private final List<EventTrigger> silenced;

    private TriggerSuspension(Statement statement, TableCatalogInfo facts) {
        this.statement = statement;
        this.facts = facts;
        this.silenced = facts.rights().superuser()
                ? facts.eventTriggers().stream()
                        .filter(EventTrigger::firesInReplicaRole)
                        .toList()
                : List.of();
    }

    /** @param statement statement of the transaction that replaces the rows */
    static TriggerSuspension suspend(Statement statement, TableCatalogInfo facts) throws SQLException {
        TriggerSuspension guards = new TriggerSuspension(statement, facts);
        guards.suspend();
        return guards;
    }

    private void suspend() throws SQLException {
        if (facts.rights().suspendsTriggers()) {
            statement.execute("set local session_replication_role = replica");
        }
        // First, because event triggers would act on the statements below.
        for (EventTrigger trigger : silenced) {
            statement.execute(trigger.disable());
        }
        for (RowTrigger guard : facts.firingInReplicaRole()) {
            statement.execute(guard.disable());
        }
        for (LiveTable table : facts.forced()) {
            statement.execute("alter table only " + table.quoted() + " no force row level security");
        }
    }

    /** Restores the earlier states in reverse order. */
    void resume() throws SQLException {
        for (LiveTable table : facts.forced()) {
            statement.execute("alter table only " + table.quoted() + " force row level security");
        }
        // Enable a partitioned table before its partitions, so that each partition then gets its own state.
        for (RowTrigger guard : facts.firingInReplicaRole()) {
            statement.execute(guard.enable());
        }
        for (EventTrigger trigger : silenced) {
            statement.execute(trigger.enable());
        }
    }

    /** Whether definitions can be changed without an event trigger that acts on them. */
    boolean allowsDefinitions() {
        return facts.unsilenced().isEmpty();
    }

    /** The catalogs that these statements have written. */
    List<String> catalogs() {
        List<String> catalogs = new ArrayList<>();
        if (!silenced.isEmpty()) {
            catalogs.add("pg_event_trigger");
        }
        facts.firingInReplicaRole()
                .forEach(guard -> catalogs.add(guard.type() == RowTrigger.Type.TRIGGER ? "pg_trigger" : "pg_rewrite"));
        if (!facts.firingInReplicaRole().isEmpty() || !facts.forced().isEmpty()) {
            catalogs.add("pg_class");
        }
        return catalogs.stream().distinct().toList();
    }

    /** All states that may be changed, as one text that can be compared. */
    static String states(Statement statement, TableCatalogInfo facts) throws SQLException {
        String oids = String.join(
                ",",
                facts.relations().stream()
                        .map(table -> Long.toString(table.oid()))
                        .toList());
        String query = """
                select coalesce(string_agg(line, ',' order by line), '') from (
                  select format('t%%s%%s', oid, tgenabled) from pg_trigger where tgrelid in (%1$s)
                  union all select format('r%%s%%s', oid, ev_enabled) from pg_rewrite where ev_class in (%1$s)
                  union all select format('s%%s%%s%%s', oid, relrowsecurity, relforcerowsecurity) from pg_class where oid in (%1$s)
                  union all select format('e%%s%%s', oid, evtenabled) from pg_event_trigger) as states(line)""".formatted(oids);
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
