package io.holdfast.verify.verifying;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import io.holdfast.restoreengine.contents.TableContentFingerprint;
import io.holdfast.restoreengine.contents.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares the tables and rows of an archive with those of the previous good backup. */
final class TableHistoryCheck {

    private static final int NAMES_SHOWN = 5;

    /** A table with at least this many rows and this share of all rows is unlikely to become empty in normal use. */
    private static final long MANY_ROWS = 1_000;

    private static final double LARGE_SHARE = 0.1;

    private final Map<TableName, Long> before;
    private final Map<TableName, Long> now;
    private final long largeObjectsBefore;
    private final long largeObjectsNow;

    TableHistoryCheck(RestoreScriptReadResult.Whole contents, BackupHistory history) {
        before = history.rows();
        now = contents.tables().stream()
                .collect(Collectors.toMap(TableContentFingerprint::table, TableContentFingerprint::rows));
        largeObjectsBefore = history.largeObjects();
        largeObjectsNow = contents.largeObjects();
    }

    BackupPlausibilityResult compare() {
        List<Finding> suspicions = new ArrayList<>();
        List<Finding> remarks = new ArrayList<>();
        if (before.isEmpty()) {
            return BackupPlausibilityResult.NOTHING_NOTICED;
        }
        Set<TableName> vanished = new TreeSet<>(before.keySet());
        vanished.removeAll(now.keySet());
        Set<TableName> rotated = rotated(vanished);
        vanished.removeAll(rotated);
        addFinding(
                suspicions,
                "tables_vanished",
                vanished,
                "existed in the previous good backup and are missing in" + " this one");
        addFinding(remarks, "tables_rotated", rotated, "were replaced by tables with the same name and other numbers");
        compareRows(suspicions, remarks);
        if (largeObjectsBefore > 0 && largeObjectsNow == 0) {
            suspicions.add(new Finding(
                    "large_objects_vanished",
                    "there are no large objects; the previous good backup had %,d".formatted(largeObjectsBefore)));
        }
        return new BackupPlausibilityResult(suspicions, remarks);
    }

    private void compareRows(List<Finding> suspicions, List<Finding> remarks) {
        long rowsBefore = sum(before.values());
        if (rowsBefore > 0 && sum(now.values()) == 0) {
            suspicions.add(new Finding(
                    "all_rows_vanished", "there are no rows; the previous good backup had %,d".formatted(rowsBefore)));
            return;
        }
        Set<TableName> emptied = new TreeSet<>();
        Set<TableName> drained = new TreeSet<>();
        before.forEach((table, rows) -> {
            if (rows > 0 && now.getOrDefault(table, rows) == 0) {
                boolean large = rows >= MANY_ROWS && rows >= rowsBefore * LARGE_SHARE;
                (large ? emptied : drained).add(table);
            }
        });
        addFinding(
                suspicions, "large_tables_emptied", emptied, "had a large share of all rows before and are empty now");
        addFinding(remarks, "tables_emptied", drained, "had rows before and are empty now");
    }

    /** Tables that are partitions by date: {@code events_2026_10} is not lost if {@code events_2026_11} is new. */
    private Set<TableName> rotated(Set<TableName> vanished) {
        Set<TableName> fresh = now.keySet().stream()
                .filter(table -> !before.containsKey(table))
                .map(TableHistoryCheck::withoutNumbers)
                .collect(Collectors.toSet());
        return vanished.stream()
                .filter(table -> !withoutNumbers(table).equals(table) && fresh.contains(withoutNumbers(table)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TableName withoutNumbers(TableName table) {
        return new TableName(table.schema(), table.name().replaceAll("\\d+", "#"));
    }

    private static void addFinding(List<Finding> findings, String code, Set<TableName> tables, String what) {
        if (tables.isEmpty()) {
            return;
        }
        String names =
                tables.stream().limit(NAMES_SHOWN).map(TableName::toString).collect(Collectors.joining(", "));
        String more = tables.size() > NAMES_SHOWN ? ", … (%,d in total)".formatted(tables.size()) : "";
        findings.add(new Finding(code, "%s%s %s".formatted(names, more, what)));
    }

    private static long sum(Collection<Long> rows) {
        return rows.stream().mapToLong(Long::longValue).sum();
    }
}
