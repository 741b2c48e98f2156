package io.holdfast.restoreengine.contents;

import io.holdfast.events.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of comparing a database with an archive.
 *
 * @param equal tables with the same rows as the archive
 * @param counted tables for which only the row counts were compared, and are equal
 * @param different findings about tables with different rows and other differences, never with a row
 * @param rows total number of rows that were compared
 * @param notes findings about other objects and about the method of comparison
 */
public record ArchiveComparisonResult(
        List<TableName> equal, List<TableName> counted, List<Finding> different, long rows, List<Finding> notes) {

    private static final int SHOWN = 20;

    public ArchiveComparisonResult {
        equal = List.copyOf(equal);
        counted = List.copyOf(counted);
        different = List.copyOf(different);
        notes = List.copyOf(notes);
    }

    public boolean isEqual() {
        return different.isEmpty();
    }

    public int tables() {
        return equal.size() + counted.size() + different.size();
    }

    /** Findings for an event: the differences, or that there are none. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (isEqual()) {
            findings.add(new Finding(
                    "contents_equal",
                    equal.size() + " of " + tables() + " tables have the same fingerprint as in the artifact"
                            + (counted.isEmpty() ? "" : ", " + counted.size() + " the same number of rows")));
        }
        findings.addAll(notes);
        different.stream().limit(SHOWN).forEach(findings::add);
        if (different.size() > SHOWN) {
            findings.add(new Finding("contents_differ", "and " + (different.size() - SHOWN) + " more tables"));
        }
        return List.copyOf(findings);
    }
}
