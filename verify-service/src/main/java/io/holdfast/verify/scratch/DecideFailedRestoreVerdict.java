package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.restoreengine.DiagnoseFailedEntries;
import io.holdfast.restoreengine.PgRestoreResult;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.refusal.ArchiveEntryErrorCause;
import io.holdfast.restoreengine.refusal.ArchiveEntryErrorCause.Blame;
import io.holdfast.restoreengine.refusal.RefusedArchiveEntry;
import io.holdfast.verify.drilling.DrillOutcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides the verdict on a backup that pg_restore could not restore completely. */
final class DecideFailedRestoreVerdict {

    private static final int SHOWN = 20;
    private static final Set<ArchiveEntryErrorCause> ROWS =
            EnumSet.of(ArchiveEntryErrorCause.REFERENCE_NEVER_HELD, ArchiveEntryErrorCause.CHECK_NEVER_HELD);

    private final DrillTocEntryClassifier entries;
    private final boolean isTrusted;
    private final Set<String> denied;
    private final List<Finding> otherVersions;

    /**
     *
     * @param isTrusted whether the administrator restored, who has all rights
     * @param denied extensions that were left out, which may cause other objects to fail
     * @param otherVersions extensions whose version on the scratch server differs from the source
     */
    DecideFailedRestoreVerdict(
            DrillTocEntryClassifier entries, boolean isTrusted, Set<String> denied, List<Finding> otherVersions) {
        this.entries = entries;
        this.isTrusted = isTrusted;
        this.denied = denied;
        this.otherVersions = otherVersions;
    }

    /**
     * The result of the second attempts.
     *
     * @param outcome outcome of the drill; empty if only data is missing that cannot be read in a drill, in which case the rows
     *     are compared
     * @param notes findings about objects that were restored despite a refusal
     */
    record Judged(Optional<DrillOutcome> outcome, List<Finding> notes) {

        Judged {
            notes = List.copyOf(notes);
        }
    }

    /**
     *
     * @param database database into which pg_restore has restored, with the same role
     * @throws io.holdfast.restoreengine.server.TargetServerException if the scratch server becomes unavailable
     */
    Judged judge(PgRestoreResult.Failed failed, StagedArchive archive, DatabaseConnection database)
            throws InterruptedException {
        if (!failed.reason().equals(PgRestoreResult.ERRORS)) {
            return new Judged(
                    Optional.of(DrillOutcome.Impossible.because(failed.reason(), failed.message(), failed.sqlState())),
                    List.of());
        }
        List<RefusedArchiveEntry> refused = DiagnoseFailedEntries.of(archive, failed, database);
        List<RefusedArchiveEntry> counted = refused.stream()
                .filter(one -> !one.isHarmless() && !readsForeignTables(one))
                .toList();
        return new Judged(counted.isEmpty() ? Optional.empty() : Optional.of(judge(failed, counted)), notes(refused));
    }

    private List<Finding> notes(List<RefusedArchiveEntry> refused) {
        List<Finding> notes = new ArrayList<>(refused.stream()
                .filter(RefusedArchiveEntry::isHarmless)
                .map(RefusedArchiveEntry::finding)
                .limit(SHOWN)
                .toList());
        if (refused.stream().anyMatch(this::readsForeignTables)) {
            notes.add(new Finding("not_refreshed", "materialized views of foreign tables were restored without rows"));
        }
        return notes;
    }

    /**
     * Only a defect of the backup itself makes the drill fail. If the server lacks something, the drill is impossible, and that
     * is the reason for all refusals that may follow from it.
     */
    private DrillOutcome judge(PgRestoreResult.Failed failed, List<RefusedArchiveEntry> refused) {
        List<Finding> lacking = refused.stream()
                .filter(one -> one.cause().blame() == Blame.SERVER)
                .map(this::lacking)
                .distinct()
                .limit(SHOWN)
                .toList();
        boolean isProven = refused.stream().anyMatch(one -> condemnsBackup(one, lacking.isEmpty()));
        if (!isProven && !lacking.isEmpty()) {
            return new DrillOutcome.Impossible(lacking);
        }
        if (!isProven && !denied.isEmpty()) {
            return new DrillOutcome.Impossible(with(
                    new Finding(
                            "extension_denied",
                            "the backup needs extensions that drills do not create: " + String.join(", ", denied)
                                    + ". hint: allow them with holdfast.drills.extensions.allow, or declare the"
                                    + " database trusted"),
                    findings(failed, refused)));
        }
        if (!isProven && !otherVersions.isEmpty()) {
            return new DrillOutcome.Impossible(Stream.concat(otherVersions.stream(), findings(failed, refused).stream())
                    .toList());
        }
        return new DrillOutcome.Failed(with(new Finding(failed.reason(), failed.message()), findings(failed, refused)));
    }

    /** Rows may violate a constraint only because other rows could not be loaded on this server. */
    private boolean condemnsBackup(RefusedArchiveEntry one, boolean hasAllItNeeds) {
        return switch (one.cause().blame()) {
            case BACKUP -> true;
            case SERVER -> false;
            case NOTHING -> false;
            case OPEN -> ROWS.contains(one.cause()) && hasAllItNeeds && denied.isEmpty();
        };
    }

    private static List<Finding> with(Finding first, List<Finding> others) {
        List<Finding> all = new ArrayList<>(List.of(first));
        all.addAll(others);
        return all;
    }

    private List<Finding> findings(PgRestoreResult.Failed failed, List<RefusedArchiveEntry> refused) {
        if (refused.isEmpty()) {
            return failed.findings();
        }
        List<Finding> findings = new ArrayList<>(refused.stream()
                .map(one -> one.cause().blame() == Blame.SERVER ? lacking(one) : one.finding())
                .limit(SHOWN)
                .toList());
        if (refused.size() > SHOWN) {
            findings.add(new Finding(
                    "more_refused",
                    "the server refused " + (refused.size() - SHOWN)
                            + " more objects. hint: 'holdfast show ID --log' shows its messages"));
        }
        return findings;
    }

    private Finding lacking(RefusedArchiveEntry one) {
        return switch (one.cause()) {
            case MAY_NOT -> isTrusted ? one.finding() : needsRights(one.object());
            case ROLE_MISSING ->
                new Finding(
                        one.cause().code(),
                        one.finding().text()
                                + ". hint: create it on the scratch server, or set holdfast.drills.create-roles=true",
                        one.sqlState());
            case LOCALE_MISSING ->
                new Finding(
                        one.cause().code(),
                        one.finding().text()
                                + ". hint: install the locale on the scratch server's host (locale -a lists them),"
                                + " and run pg_import_system_collations in template1",
                        one.sqlState());
            case UNQUALIFIED_NAME,
                    FUNCTION_NOT_IMMUTABLE,
                    CHECK_READS_ELSEWHERE,
                    NAMES_LATER_OBJECT,
                    VIEW_READS_ELSEWHERE,
                    DEADLOCK,
                    ONLY_AFTERWARDS,
                    HARMLESS,
                    NEVER_UNIQUE,
                    REFERENCE_NEVER_HELD,
                    CHECK_NEVER_HELD,
                    LIBRARY_MISSING,
                    SERVER_EXHAUSTED,
                    SERVER_BUSY,
                    SERVER_DAMAGED,
                    UNDEFINED,
                    NOT_READY,
                    EXISTS,
                    NOT_TRIED,
                    UNRECOGNISED -> one.finding();
        };
    }

    /** A materialized view of a foreign table cannot be filled, because the foreign server has no connection in a drill. */
    private boolean readsForeignTables(RefusedArchiveEntry one) {
        return !entries.servers().isEmpty()
                && one.entry().type().equals("MATERIALIZED VIEW DATA")
                && one.cause() == ArchiveEntryErrorCause.NOT_READY;
    }

    static Finding needsRights(String object) {
        return new Finding(
                "needs_superuser",
                object
                        + " needs rights that the drill's role does not have, such as those of a superuser. hint:"
                        + " declare the database trusted (holdfast.databases.….drill.trusted=true) if its owners may"
                        + " run code on the scratch server as its administrator");
    }
}
