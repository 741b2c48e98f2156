package io.holdfast.cli.evidence.page;

import io.holdfast.cli.evidence.Evidence;
import io.holdfast.cli.evidence.EvidenceScheduledSlot;
import io.holdfast.cli.evidence.EvidenceScope;
import io.holdfast.cli.evidence.EvidenceSummary;
import io.holdfast.events.text.HumanReadableAmountFormatter;
import io.holdfast.events.text.UnverifiedRequesterName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders the HTML page: figures, charts and tables. */
public final class EvidencePageRenderer {

    /** The version that creates the page. Another version can create a different page from the same evidence. */
    static final String GENERATOR = "Holdfast "
            + Objects.requireNonNullElse(
                    EvidencePageRenderer.class.getPackage().getImplementationVersion(), "(development)");

    private final Evidence evidence;
    private final EvidenceSummary summary;

    public EvidencePageRenderer(Evidence evidence) {
        this.evidence = evidence;
        this.summary = evidence.summary();
    }

    public String html() {
        EvidenceChartRenderer charts = new EvidenceChartRenderer(evidence);
        EvidenceTableRenderer tables = new EvidenceTableRenderer(summary);
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
                + "<meta name=\"generator\" content=\"" + HtmlEscaper.text(GENERATOR) + "\">"
                + "<title>Backup evidence, " + HtmlEscaper.text(about()) + "</title><style>" + style()
                + "</style></head><body>\n"
                + head() + figures()
                + section("Slots met in each week", charts.slots(), tables.slots())
                + section("Age of the newest verified backup", charts.age(), "")
                + section("Drills", charts.drills(), tables.drills())
                + section("Restores", "", tables.restores())
                + section("Backups", charts.sizes(), tables.backups())
                + section("Deletions", "", tables.deletions())
                + section("Decisions", "", tables.decisions())
                + section("Holds", "", tables.holds())
                + proof() + "</body></html>\n";
    }

    private String about() {
        EvidenceScope evidenceHeader = evidence.about();
        return Objects.requireNonNullElse(evidenceHeader.database(), "all databases") + ", "
                + day(evidenceHeader.from()) + " to " + day(evidenceHeader.to());
    }

    private static String day(Instant at) {
        return at.equals(Instant.EPOCH) ? "the beginning" : at.toString().substring(0, 10);
    }

    private String head() {
        return "<header><h1>Backup evidence</h1><p>" + HtmlEscaper.text(about()) + "</p><p class=\"quiet\">Created "
                + HtmlEscaper.text(
                        HumanReadableAmountFormatter.instant(evidence.about().madeAt()) + " by "
                                + UnverifiedRequesterName.name(evidence.about().by()))
                + " from the event log. All times are in UTC.</p>"
                + evidence.about().notes().stream()
                        .map(note -> "<p class=\"note\">" + HtmlEscaper.text(note) + "</p>")
                        .collect(Collectors.joining())
                + "</header>\n";
    }

    private String figures() {
        List<EvidenceScheduledSlot> due = summary.slots().stream()
                .filter(slot -> slot.isPlanned() && !slot.state().equals("open"))
                .toList();
        long met = due.stream().filter(EvidenceScheduledSlot::isMet).count();
        long verified = summary.backups().stream()
                .filter(row -> row.verifiedAt() != null)
                .count();
        long drilled = summary.drills().stream()
                .filter(row -> row.outcome().equals("completed"))
                .count();
        long badDrills = summary.drills().stream()
                .filter(row -> row.outcome().equals("failed"))
                .count();
        long restored = summary.restores().stream()
                .filter(row -> row.outcome().equals("completed"))
                .count();
        return "<div class=\"figures\">"
                + figure("slots met", met + " of " + due.size(), met == due.size())
                + figure(
                        "backups verified",
                        verified + " of " + summary.backups().size(),
                        true)
                + figure("drills passed", drilled + " of " + (drilled + badDrills), badDrills == 0)
                + figure("restores completed", Long.toString(restored), true)
                + figure("copies deleted", Long.toString(copiesDeleted()), true)
                + "</div>\n";
    }

    private long copiesDeleted() {
        return summary.deletions().stream().filter(row -> row.copy() != null).count();
    }

    private static String figure(String name, String value, boolean good) {
        return "<div" + (good ? "" : " class=\"worry\"") + "><b>" + HtmlEscaper.text(value) + "</b><span>"
                + HtmlEscaper.text(name) + "</span></div>";
    }

    private static String section(String title, String chart, String table) {
        return "<section><h2>" + HtmlEscaper.text(title) + "</h2>"
                + Stream.of(chart, table).filter(part -> !part.isEmpty()).collect(Collectors.joining("\n"))
                + "</section>\n";
    }

    private String proof() {
        return "<section><h2>How to check it</h2><p>This page shows the contents of the JSON file with the same name. The file has "
                + evidence.entries().size()
                + " records of the event log. Each record has its topic, partition and offset, its SHA-256, and a link of a hash"
                + " chain. <code>holdfast evidence --check FILE.json</code> computes the chain and this page again, and"
                + " compares the records with the event log. The last link is</p><p><code class=\"hash\">"
                + HtmlEscaper.text(evidence.head())
                + "</code></p><p>Store the last link in another place. With it, any later change of the file can be"
                + " detected.</p></section>\n";
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(EvidencePageRenderer.class.getResourceAsStream("page.css"))) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
