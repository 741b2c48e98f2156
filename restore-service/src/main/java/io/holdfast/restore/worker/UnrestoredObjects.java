package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.DatabaseInspection;
import io.holdfast.restoreengine.DiagnoseRefusedEntries;
import io.holdfast.restoreengine.PgRestoreResult;
import io.holdfast.restoreengine.contents.ContentComparison;
import io.holdfast.restoreengine.refusal.RefusedEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * What pg_restore could not restore into a database of its own.
 *
 * @param findings one for each object that is missing
 * @param names of these objects, each with its kind
 * @param harmless one for each object that a second attempt brought, or that nobody misses
 */
record UnrestoredObjects(List<Finding> findings, List<String> names, List<Finding> harmless) {

    static final UnrestoredObjects NOTHING = new UnrestoredObjects(List.of(), List.of(), List.of());

    UnrestoredObjects {
        findings = List.copyOf(findings);
        names = List.copyOf(names);
        harmless = List.copyOf(harmless);
    }

    /** In a disaster all that the server accepts is wanted: a second attempt may bring more, and says why the others are refused. */
    static UnrestoredObjects afterSecondAttempt(
            RestoreAttempt attempt, StagingResult.Staged near, String database, PgRestoreResult.Failed failed)
            throws InterruptedException {
        attempt.begins(RestoreStep.RETRY, "objects that the server refused are restored again, one after the other");
        List<RefusedEntry> refused = DiagnoseRefusedEntries.of(
                near.archive(), failed, attempt.server().to(database));
        List<RefusedEntry> missing =
                refused.stream().filter(one -> !one.isHarmless()).toList();
        return new UnrestoredObjects(
                findings(missing),
                missing.stream().map(RefusedEntry::object).toList(),
                findings(refused.stream().filter(RefusedEntry::isHarmless).toList()));
    }

    private static List<Finding> findings(List<RefusedEntry> refused) {
        return refused.stream().map(RefusedEntry::finding).toList();
    }

    /** With what is different or missing; each object once, with the best reason that is known. */
    List<Finding> with(ContentComparison comparison, DatabaseInspection inspection) {
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
