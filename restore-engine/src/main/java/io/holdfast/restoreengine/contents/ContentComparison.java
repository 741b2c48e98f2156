package io.holdfast.restoreengine.contents;

import io.holdfast.events.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * A database held against an archive.
 *
 * @param equal tables whose rows are the archive's
 * @param counted tables of which only the number of rows was compared, and is equal
 * @param different tables with other rows, and what else is not the archive's, each said in one sentence without any row
 * @param rows compared in all
 * @param notes on what is no table, and on how the tables were compared
 */
public record ContentComparison(
        List<TableName> equal, List<TableName> counted, List<Finding> different, long rows, List<Finding> notes) {

    private static final int SHOWN = 20;

    public ContentComparison {
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

    /** For an event: what differs, or that nothing does. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (isEqual()) {
            findings.add(new Finding(
                    "contents_equal",
                    equal.size() + " of " + tables() + " tables have the fingerprint of the artifact"
                            + (counted.isEmpty() ? "" : ", " + counted.size() + " its number of rows")));
        }
        findings.addAll(notes);
        different.stream().limit(SHOWN).forEach(findings::add);
        if (different.size() > SHOWN) {
            findings.add(new Finding("contents_differ", "and " + (different.size() - SHOWN) + " more tables"));
        }
        return List.copyOf(findings);
    }
}
