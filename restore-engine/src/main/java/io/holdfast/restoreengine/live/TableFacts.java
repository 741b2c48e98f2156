package io.holdfast.restoreengine.live;

import io.holdfast.restoreengine.contents.TableName;
import java.util.List;

/**
 * What a live database says about tables whose rows are to be replaced.
 *
 * @param missing names that it does not have
 * @param guards enabled triggers and rules on them
 * @param deferrable indexes of their deferrable constraints, which PostgreSQL checks by triggers
 * @param logicalSlots how many logical replication slots read this database
 */
public record TableFacts(
        SessionRights rights,
        List<RequestedTable> tables,
        List<TableName> missing,
        List<RowTrigger> guards,
        List<EventTrigger> eventTriggers,
        List<ForeignKey> foreignKeys,
        List<TablePublication> publications,
        List<ColumnSequence> sequences,
        List<DeferrableIndex> deferrable,
        int logicalSlots) {

    /** An index that a deferrable constraint has on a table. */
    public record DeferrableIndex(LiveTable table, TableName name) {}

    public TableFacts {
        tables = List.copyOf(tables);
        missing = List.copyOf(missing);
        guards = List.copyOf(guards);
        eventTriggers = List.copyOf(eventTriggers);
        foreignKeys = List.copyOf(foreignKeys);
        publications = List.copyOf(publications);
        sequences = List.copyOf(sequences);
        deferrable = List.copyOf(deferrable);
    }

    /** Every relation, partitions included, each once. */
    public List<LiveTable> relations() {
        return tables.stream()
                .flatMap(table -> table.tree().stream())
                .distinct()
                .toList();
    }

    /** Triggers and rules that act even where triggers are suspended. */
    public List<RowTrigger> firingInReplicaRole() {
        return guards.stream().filter(RowTrigger::firesInReplicaRole).toList();
    }

    /** Whether something would act on the rows unless triggers are suspended. */
    public boolean needsSuspension() {
        return !guards.isEmpty() || (needsDefinitions() && !eventTriggers.isEmpty());
    }

    /** Tables that hide rows from their own owner, and whose owner's rights the session has. */
    public List<LiveTable> forced() {
        return relations().stream()
                .filter(table -> table.rowSecurity() && table.forced() && table.owned() && !rights.seesAllRows())
                .toList();
    }

    /** Whether definitions of the tables have to be changed for the time of the transaction. */
    public boolean needsDefinitions() {
        return !firingInReplicaRole().isEmpty() || !forced().isEmpty() || !deferrable.isEmpty();
    }

    /** Event triggers that nothing which this role may do silences. */
    public List<EventTrigger> unsilenced() {
        return eventTriggers.stream()
                .filter(trigger -> trigger.firesInReplicaRole() ? !rights.superuser() : !rights.suspendsTriggers())
                .toList();
    }
}
