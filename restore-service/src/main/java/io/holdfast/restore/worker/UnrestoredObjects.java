package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.DatabaseInspectionResult;
import io.holdfast.restoreengine.DiagnoseFailedEntries;
import io.holdfast.restoreengine.PgRestoreResult;
import io.holdfast.restoreengine.contents.ArchiveComparisonResult;
import io.holdfast.restoreengine.refusal.RefusedArchiveEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects that pg_restore could not restore into a new database.
 *
 * @param findings one finding for each missing object
 * @param names names of these objects with their types
 * @param harmless one finding for each object that a second attempt restored, or that is not needed
 */
record UnrestoredObjects(List<Finding> findings, List<String> names, List<Finding> harmless) {

    static final UnrestoredObjects NOTHING = new UnrestoredObjects(List.of(), List.of(), List.of());

    UnrestoredObjects {
        findings = List.copyOf(findings);
        names = List.copyOf(names);
        harmless = List.copyOf(harmless);
    }

    /**
     * Retries each refused object alone. In a disaster everything that the server accepts is needed. The retry may restore more
     * objects, and shows why others are refused.
     */
    static UnrestoredObjects afterSecondAttempt(
            RestoreAttempt attempt, StageBackupResult.Staged near, String database, PgRestoreResult.Failed failed)
            throws InterruptedException {
        attempt.begins(RestoreStep.RETRY, "retrying refused objects one by one");
        List<RefusedArchiveEntry> refused = DiagnoseFailedEntries.of(
                near.archive(), failed, attempt.server().to(database));
        List<RefusedArchiveEntry> missing =
                refused.stream().filter(one -> !one.isHarmless()).toList();
        return new UnrestoredObjects(
                findings(missing),
                missing.stream().map(RefusedArchiveEntry::object).toList(),
                findings(
                        refused.stream().filter(RefusedArchiveEntry::isHarmless).toList()));
    }

    private static List<Finding> findings(List<RefusedArchiveEntry> refused) {
        return refused.stream().map(RefusedArchiveEntry::finding).toList();
    }

    /** Adds missing or different contents. Each object is listed once, with the best known reason. */
    List<Finding> with(ArchiveComparisonResult comparison, DatabaseInspectionResult inspection) {
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
