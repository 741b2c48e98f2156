package io.holdfast.cli.evidence.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of a page. All cells are untrusted text. */
final class HtmlTable {

    private static final int SHOWN = 25;

    private final List<String> header;
    private final List<String> rows = new ArrayList<>();

    HtmlTable(String... header) {
        this.header = List.of(header);
    }

    void add(String... cells) {
        rows.add(List.of(cells).stream()
                .map(cell -> "<td" + style(cell) + ">" + HtmlEscaper.text(cell) + "</td>")
                .collect(Collectors.joining("", "<tr>", "</tr>")));
    }

    private static String style(String cell) {
        return switch (cell) {
            case "verified", "met", "completed", "L3", "L4", "L5" -> " class=\"is-good\"";
            case "late", "suspected", "impossible", "open", "reverted", "passed_over" -> " class=\"is-fair\"";
            case "missed", "failed", "condemned", "overdue", "rejected" -> " class=\"is-bad\"";
            default -> "";
        };
    }

    /** The table as HTML. A long table is collapsed on the screen, and expanded in print. */
    String html(String otherwise) {
        if (rows.isEmpty()) {
            return "<p class=\"none\">" + HtmlEscaper.text(otherwise) + "</p>";
        }
        String table = header.stream()
                        .map(cell -> "<th scope=\"col\">" + HtmlEscaper.text(cell) + "</th>")
                        .collect(Collectors.joining(
                                "", "<div class=\"wide\"><table><thead><tr>", "</tr></thead><tbody>"))
                + String.join("\n", rows) + "</tbody></table></div>";
        return rows.size() <= SHOWN
                ? table
                : "<details><summary>all " + rows.size() + " rows</summary>" + table + "</details>";
    }
}
