package io.holdfast.restoreengine.live;

import io.holdfast.events.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Findings that a person should read before rows of tables are replaced, in the order of display. */
public final class TableRestoreNoteCollector {

    private static final int SHOWN = 20;

    private TableRestoreNoteCollector() {}

    /** The findings for a plan. */
    public static List<Finding> of(TableCatalogInfo facts) {
        List<Finding> notes = new ArrayList<>();
        facts.tables().stream().filter(table -> table.tree().size() > 1).forEach(table -> notes.add(partitions(table)));
        guards(facts, notes);
        facts.foreignKeys().stream().filter(ForeignKey::outside).forEach(key -> notes.add(reference(key)));
        subscribers(facts, notes);
        sequences(facts, notes);
        return List.copyOf(notes);
    }

    private static Finding partitions(RequestedTable table) {
        return new Finding(
                "partitions",
                table.table().name() + " is partitioned: the rows of all its partitions are replaced: "
                        + listed(table.leaves().stream()
                                .map(leaf -> leaf.name().toString())
                                .toList()));
    }

    private static void guards(TableCatalogInfo facts, List<Finding> notes) {
        List<String> own = facts.guards().stream()
                .filter(guard -> !guard.internal())
                .map(guard -> guard.type().label() + " " + guard.name() + " of "
                        + guard.table().name())
                .toList();
        if (!own.isEmpty()) {
            notes.add(new Finding(
                    "triggers", "these triggers and rules do not act on the restored rows: " + listed(own)));
        }
    }

    private static Finding reference(ForeignKey key) {
        return new Finding(
                "foreign_key",
                key.child().name() + " refers to " + key.parent().name() + " (" + key.name() + ", " + key.action()
                        + "): its rows are not changed, and the restore is rolled back if one of them would refer to a"
                        + " row that does not exist");
    }

    private static void subscribers(TableCatalogInfo facts, List<Finding> notes) {
        if (!facts.publications().isEmpty()) {
            notes.add(new Finding(
                    "subscribers",
                    "logical subscribers receive the deletion of every current row and the insertion of every"
                            + " restored row through "
                            + listed(facts.publications().stream()
                                    .map(publication -> "publication " + publication.name() + " ("
                                            + publication.table().name() + ")")
                                    .toList())));
        } else if (facts.logicalSlots() > 0) {
            notes.add(new Finding(
                    "subscribers",
                    facts.logicalSlots() + " logical replication slots read this database: they receive the"
                            + " deletion of every current row and the insertion of every restored row"));
        }
    }

    private static void sequences(TableCatalogInfo facts, List<Finding> notes) {
        if (!facts.sequences().isEmpty()) {
            notes.add(new Finding(
                    "sequences",
                    "these sequences are moved forward if restored rows are beyond their position: "
                            + listed(facts.sequences().stream()
                                    .map(sequence -> sequence.name().toString())
                                    .distinct()
                                    .toList())));
        }
    }

    private static String listed(List<String> names) {
        return names.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
