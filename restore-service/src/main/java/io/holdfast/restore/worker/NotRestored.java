package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restoring.Inspection;
import io.holdfast.restoring.RefusedEntries;
import io.holdfast.restoring.Restored;
import io.holdfast.restoring.contents.Comparison;
import io.holdfast.restoring.refusal.RefusedEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What pg_restore could not restore into a database of its own.
 *
 * @param findings one for each object that is missing
 * @param names of these objects, each with its kind
 * @param harmless one for each object that a second attempt brought, or that nobody misses
 */
record NotRestored(List<Finding> findings, List<String> names, List<Finding> harmless) {

    static final NotRestored NOTHING = new NotRestored(List.of(), List.of(), List.of());

    NotRestored {
        findings = List.copyOf(findings);
        names = List.copyOf(names);
        harmless = List.copyOf(harmless);
    }

    /** In a disaster all that the server accepts is wanted: a second attempt may bring more, and says why the others are refused. */
    static NotRestored afterSecondAttempt(Attempt attempt, Near.Here near, String database, Restored.Failed failed)
            throws InterruptedException {
        attempt.begins(Step.RETRY, "objects that the server refused are restored again, one after the other");
        Map<Boolean, List<RefusedEntry>> refused =
                RefusedEntries.of(near.archive(), failed, attempt.server().to(database)).stream()
                        .collect(Collectors.partitioningBy(RefusedEntry::isHarmless));
        return new NotRestored(
                findings(refused.get(false)),
                refused.get(false).stream().map(RefusedEntry::object).toList(),
                findings(refused.get(true)));
    }

    private static List<Finding> findings(List<RefusedEntry> refused) {
        return refused.stream().map(RefusedEntry::finding).toList();
    }

    /** With what is different or missing; each object once, with the best reason that is known. */
    List<Finding> with(Comparison comparison, Inspection inspection) {
        List<Finding> all = new ArrayList<>(findings);
        if (!comparison.isEqual()) {
            all.addAll(comparison.findings());
        }
        inspection.missing().stream()
                .filter(finding -> names.stream().noneMatch(finding.text()::contains))
                .forEach(all::add);
        return all;
    }
}
