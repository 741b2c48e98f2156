package io.holdfast.cli.commands.request;

import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.events.Finding;
import io.holdfast.events.RestoreReport;
import io.holdfast.events.text.HumanReadableAmountFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** The numbers of a restore report as text (runbook, "Post-restore verification"). */
final class RestoreReportText {

    private RestoreReportText() {}

    static void print(ResultPrinter results, RestoreReport report, List<Finding> findings) {
        results.field(
                "compared", String.format(Locale.ROOT, "%,d tables with %,d rows", report.tables(), report.rows()));
        results.field("objects", objects(report));
        results.field("schema", Objects.requireNonNullElse(report.schemaVersion(), ""));
        results.field("extensions", String.join(", ", report.extensions()));
        results.field(
                "phases",
                report.phases().stream()
                        .map(phase -> phase.name() + " " + HumanReadableAmountFormatter.duration(phase.took()))
                        .collect(Collectors.joining(", ")));
        findings.forEach(finding -> results.field("", "  - " + finding.text()));
        if (hasVectors(report)) {
            results.field(
                    "vectors",
                    "restored unchanged; if the embedding model has changed since the backup, create the embeddings again");
        }
    }

    private static String objects(RestoreReport report) {
        String objects = String.format(
                Locale.ROOT,
                "%,d constraints and %,d indexes, all valid; %,d sequences",
                report.constraints(),
                report.indexes(),
                report.sequences());
        return objects
                + (report.vectorIndexes() == 0 ? "" : "; " + report.vectorIndexes() + " indexes are HNSW or IVFFlat")
                + (report.largeObjects() == 0
                        ? ""
                        : String.format(Locale.ROOT, "; %,d large objects", report.largeObjects()));
    }

    static boolean hasVectors(RestoreReport report) {
        return report.vectorIndexes() > 0
                || report.extensions().stream().anyMatch(extension -> extension.startsWith("vector "));
    }
}
