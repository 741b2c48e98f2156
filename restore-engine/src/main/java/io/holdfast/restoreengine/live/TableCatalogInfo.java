package io.holdfast.restoreengine.live;

import io.holdfast.restoreengine.contents.TableName;
import java.util.List;

/**
 * The facts about live tables whose rows are to be replaced.
 *
 * @param missing requested names that do not exist
 * @param guards enabled triggers and rules of the tables
 * @param deferrable indexes of their deferrable constraints, which PostgreSQL checks with triggers
 * @param logicalSlots number of logical replication slots of this database
 */
public record TableCatalogInfo(
        SessionPrivileges rights,
        List<RequestedTable> tables,
        List<TableName> missing,
        List<RowTrigger> guards,
        List<EventTrigger> eventTriggers,
        List<ForeignKey> foreignKeys,
        List<TablePublication> publications,
        List<ColumnSequence> sequences,
        List<DeferrableIndex> deferrable,
        int logicalSlots) {

    /** The index of a deferrable constraint. */
    public record DeferrableIndex(LiveTable table, TableName name) {}

    public TableCatalogInfo {
        tables = List.copyOf(tables);
        missing = List.copyOf(missing);
        guards = List.copyOf(guards);
        eventTriggers = List.copyOf(eventTriggers);
        foreignKeys = List.copyOf(foreignKeys);
        publications = List.copyOf(publications);
        sequences = List.copyOf(sequences);
        deferrable = List.copyOf(deferrable);
    }

    /** All tables including partitions, each once. */
    public List<LiveTable> relations() {
        return tables.stream()
                .flatMap(table -> table.tree().stream())
                .distinct()
                .toList();
    }

    /** Triggers and rules that act even if triggers are suspended. */
    public List<RowTrigger> firingInReplicaRole() {
        return guards.stream().filter(RowTrigger::firesInReplicaRole).toList();
    }

    /** Whether triggers must be suspended, because one would act on the rows. */
    public boolean needsSuspension() {
        return !guards.isEmpty() || (needsDefinitions() && !eventTriggers.isEmpty());
    }

    /** Tables that hide rows from their own owner, if the session has the owner's rights. */
    public List<LiveTable> forced() {
        return relations().stream()
                .filter(table -> table.rowSecurity() && table.forced() && table.owned() && !rights.seesAllRows())
                .toList();
    }

    /** Whether definitions of the tables must be changed for the duration of the transaction. */
    public boolean needsDefinitions() {
        return !firingInReplicaRole().isEmpty() || !forced().isEmpty() || !deferrable.isEmpty();
    }

    /** Event triggers that this role cannot suppress. */
    public List<EventTrigger> unsilenced() {
        return eventTriggers.stream()
                .filter(trigger -> trigger.firesInReplicaRole() ? !rights.superuser() : !rights.suspendsTriggers())
                .toList();
    }
}
