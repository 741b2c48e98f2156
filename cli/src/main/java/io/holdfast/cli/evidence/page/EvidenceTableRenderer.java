package io.holdfast.cli.evidence.page;

import io.holdfast.cli.evidence.EvidenceScheduledSlot;
import io.holdfast.cli.evidence.EvidenceSummary;
import io.holdfast.cli.evidence.EvidenceSummary.BackupRow;
import io.holdfast.cli.evidence.EvidenceSummary.DecisionRow;
import io.holdfast.cli.evidence.EvidenceSummary.DeletionRow;
import io.holdfast.cli.evidence.EvidenceSummary.DrillRow;
import io.holdfast.cli.evidence.EvidenceSummary.HoldRow;
import io.holdfast.cli.evidence.EvidenceSummary.RestoreRow;
import io.holdfast.events.RestoreReport;
import io.holdfast.events.text.HumanReadableAmountFormatter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Renders the tables of the summary. */
final class EvidenceTableRenderer {

    private static final int SHORT_ID = 8;

    private final EvidenceSummary summary;

    EvidenceTableRenderer(EvidenceSummary summary) {
        this.summary = summary;
    }

    /** The slots that were not met in time. */
    String slots() {
        HtmlTable rows = new HtmlTable("Slot", "Database", "Kind", "State", "Backup", "Reason");
        for (EvidenceScheduledSlot slot : summary.slots()) {
            if (!slot.state().equals("met")) {
                rows.add(
                        at(slot.slot()),
                        slot.database(),
                        slot.kind(),
                        slot.state(),
                        id(slot.backup()),
                        or(slot.note()));
            }
        }
        return rows.html("Every slot of the period was met in time.");
    }

    String backups() {
        HtmlTable rows = new HtmlTable(
                "Started", "Database", "Kind", "Backup", "State", "Level", "Size", "Destinations", "Remark");
        for (BackupRow row : summary.backups()) {
            rows.add(
                    at(row.startedAt()),
                    row.database(),
                    or(row.kind()),
                    id(row.backup()),
                    row.state(),
                    or(row.level()),
                    row.bytes() == null ? "" : HumanReadableAmountFormatter.bytes(row.bytes()),
                    String.join(", ", row.destinations()),
                    or(row.note()));
        }
        return rows.html("No backup was created in the period.");
    }

    String drills() {
        HtmlTable rows = new HtmlTable(
                "Ended", "Database", "Backup", "Outcome", "Level", "Duration", "Objective", "Report and remarks");
        for (DrillRow row : summary.drills()) {
            rows.add(
                    at(row.at()),
                    row.database(),
                    id(row.backup()),
                    row.outcome(),
                    or(row.level()),
                    took(row.took()),
                    took(row.objective()),
                    describe(row.report(), row.findings()));
        }
        return rows.html("No drill was run in the period.");
    }

    String restores() {
        HtmlTable rows = new HtmlTable(
                "Last event",
                "Database",
                "Backup",
                "Restore",
                "Mode",
                "Target",
                "Approved by (claimed)",
                "Outcome",
                "Duration",
                "Report",
                "Remarks");
        for (RestoreRow row : summary.restores()) {
            rows.add(
                    at(row.at()),
                    row.database(),
                    id(row.backup()),
                    id(row.restore()),
                    row.mode(),
                    row.target(),
                    or(row.approvedBy()),
                    row.outcome(),
                    took(row.took()),
                    describe(row.report(), row.findings()));
        }
        return rows.html("No backup was restored in the period.");
    }

    String deletions() {
        HtmlTable rows = new HtmlTable("Time", "Database", "Backup", "Deleted", "Reason");
        for (DeletionRow row : summary.deletions()) {
            rows.add(
                    at(row.at()),
                    row.database(),
                    id(row.backup()),
                    row.copy() == null ? "its last copy" : row.copy(),
                    row.reason());
        }
        return rows.html("No backup was deleted in the period.");
    }

    String decisions() {
        HtmlTable rows = new HtmlTable("Time", "Database", "Operator (claimed)", "Decision", "Reason");
        for (DecisionRow row : summary.decisions()) {
            rows.add(at(row.at()), row.database(), row.by(), row.what(), or(row.reason()));
        }
        return rows.html("No operator made a decision in the period.");
    }

    String holds() {
        HtmlTable rows =
                new HtmlTable("Held", "Database", "Backup", "By (claimed)", "Reason", "Released", "By (claimed)");
        for (HoldRow row : summary.holds()) {
            rows.add(
                    at(row.at()),
                    row.database(),
                    id(row.backup()),
                    row.by(),
                    row.reason(),
                    row.releasedAt() == null ? "held" : at(row.releasedAt()),
                    or(row.releasedBy()));
        }
        return rows.html("No backup was held in the period.");
    }

    private static String describe(@Nullable RestoreReport report, List<String> findings) {
        String numbers = report(report);
        return numbers.isEmpty() || findings.isEmpty()
                ? numbers + String.join("; ", findings)
                : numbers + "; " + String.join("; ", findings);
    }

    private static String report(@Nullable RestoreReport report) {
        return report == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%,d tables, %,d rows, %,d constraints, %,d indexes (%d vector)%s",
                        report.tables(),
                        report.rows(),
                        report.constraints(),
                        report.indexes(),
                        report.vectorIndexes(),
                        report.schemaVersion() == null ? "" : ", schema " + report.schemaVersion());
    }

    private static String took(@Nullable Duration took) {
        return took == null ? "" : HumanReadableAmountFormatter.duration(took);
    }

    private static String at(@Nullable Instant at) {
        return at == null
                ? ""
                : HumanReadableAmountFormatter.instant(at).replace('T', ' ').replace("Z", "");
    }

    private static String or(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static String id(@Nullable String id) {
        return id == null ? "" : id.substring(0, Math.min(SHORT_ID, id.length()));
    }
}
