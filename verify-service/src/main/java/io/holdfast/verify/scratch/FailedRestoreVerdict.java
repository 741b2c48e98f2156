package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.restoreengine.DiagnoseRefusedEntries;
import io.holdfast.restoreengine.PgRestoreResult;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.refusal.RefusalCause;
import io.holdfast.restoreengine.refusal.RefusalCause.Blame;
import io.holdfast.restoreengine.refusal.RefusedEntry;
import io.holdfast.verify.drilling.DrillOutcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What it says about a backup that pg_restore could not restore all of it. */
final class FailedRestoreVerdict {

    private static final int SHOWN = 20;
    private static final Set<RefusalCause> ROWS =
            EnumSet.of(RefusalCause.REFERENCE_NEVER_HELD, RefusalCause.CHECK_NEVER_HELD);

    private final DrillEntries entries;
    private final boolean isTrusted;
    private final Set<String> denied;
    private final List<Finding> otherVersions;

    /**
     * @param isTrusted whether the administrator restored, who may do everything
     * @param denied extensions that were left out, without which other objects may not come back
     * @param otherVersions extensions of which the scratch server has another version than the source
     */
    FailedRestoreVerdict(DrillEntries entries, boolean isTrusted, Set<String> denied, List<Finding> otherVersions) {
        this.entries = entries;
        this.isTrusted = isTrusted;
        this.denied = denied;
        this.otherVersions = otherVersions;
    }

    /**
     * What came of the second attempts.
     *
     * @param outcome how the drill ends; empty if nothing is missing but what cannot be read in a drill, and then the rows are compared
     * @param notes what a person should know of what came back in spite of a refusal
     */
    record Judged(Optional<DrillOutcome> outcome, List<Finding> notes) {

        Judged {
            notes = List.copyOf(notes);
        }
    }

    /**
     * @param database into which pg_restore has restored, by the same role
     * @throws io.holdfast.restoreengine.server.TargetServerException if the scratch server does not go on
     */
    Judged judge(PgRestoreResult.Failed failed, StagedArchive archive, DatabaseConnection database)
            throws InterruptedException {
        if (!failed.reason().equals(PgRestoreResult.ERRORS)) {
            return new Judged(
                    Optional.of(DrillOutcome.Impossible.because(failed.reason(), failed.message(), failed.sqlState())),
                    List.of());
        }
        List<RefusedEntry> refused = DiagnoseRefusedEntries.of(archive, failed, database);
        List<RefusedEntry> counted = refused.stream()
                .filter(one -> !one.isHarmless() && !readsForeignTables(one))
                .toList();
        return new Judged(counted.isEmpty() ? Optional.empty() : Optional.of(judge(failed, counted)), notes(refused));
    }

    private List<Finding> notes(List<RefusedEntry> refused) {
        List<Finding> notes = new ArrayList<>(refused.stream()
                .filter(RefusedEntry::isHarmless)
                .map(RefusedEntry::finding)
                .limit(SHOWN)
                .toList());
        if (refused.stream().anyMatch(this::readsForeignTables)) {
            notes.add(
                    new Finding("not_refreshed", "materialised views of foreign tables came back without their rows"));
        }
        return notes;
    }

    /**
     * Only what speaks against the backup itself lets the drill fail. What the server lacks makes it impossible, and is then the reason
     * for everything that may follow from it.
     */
    private DrillOutcome judge(PgRestoreResult.Failed failed, List<RefusedEntry> refused) {
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
                            "the backup needs extensions that drills leave out: " + String.join(", ", denied)
                                    + ". Allow them with holdfast.drills.extensions.allow, or declare the"
                                    + " database trusted"),
                    findings(failed, refused)));
        }
        if (!isProven && !otherVersions.isEmpty()) {
            return new DrillOutcome.Impossible(Stream.concat(otherVersions.stream(), findings(failed, refused).stream())
                    .toList());
        }
        return new DrillOutcome.Failed(with(new Finding(failed.reason(), failed.message()), findings(failed, refused)));
    }

    /** Rows that violate a constraint may only do so because others could not be loaded here. */
    private boolean condemnsBackup(RefusedEntry one, boolean hasAllItNeeds) {
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

    private List<Finding> findings(PgRestoreResult.Failed failed, List<RefusedEntry> refused) {
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
                            + " more objects: 'holdfast show ID --log' has its messages"));
        }
        return findings;
    }

    private Finding lacking(RefusedEntry one) {
        return switch (one.cause()) {
            case MAY_NOT -> isTrusted ? one.finding() : needsRights(one.object());
            case ROLE_MISSING ->
                new Finding(
                        one.cause().code(),
                        one.finding().text()
                                + ": create it on the scratch server, or set holdfast.drills.create-roles=true",
                        one.sqlState());
            case LOCALE_MISSING ->
                new Finding(
                        one.cause().code(),
                        one.finding().text()
                                + ": install the locale on the scratch server's host (locale -a lists them), and run"
                                + " pg_import_system_collations in template1",
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

    /** A materialised view of a foreign table cannot be filled where the server leads nowhere. */
    private boolean readsForeignTables(RefusedEntry one) {
        return !entries.servers().isEmpty()
                && one.entry().type().equals("MATERIALIZED VIEW DATA")
                && one.cause() == RefusalCause.NOT_READY;
    }

    static Finding needsRights(String object) {
        return new Finding(
                "needs_superuser",
                object
                        + " needs more rights than a drill's role has, such as only a superuser's: declare the"
                        + " database trusted (holdfast.databases.….drill.trusted=true) if its owners may run code on"
                        + " the scratch server as its administrator");
    }
}
