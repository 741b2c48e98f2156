package io.holdfast.cli.commands.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.text.HumanReadableAmountFormatter;
import java.util.ArrayList;
import java.util.List;

/** A retention plan as text: each backup, followed by its copies. Most lines have less than 100 columns. */
final class RetentionPlanText {

    /** One line about a copy, or about a backup without copies. */
    private record CopyLine(String action, String place, String goes, String reason) {}

    private RetentionPlanText() {}

    static List<String> of(JsonNode entries) {
        int place = width(entries);
        List<String> lines = new ArrayList<>();
        lines.add("BACKUP    FILE, SIZE, TIERS");
        lines.add(line(new CopyLine("ACTION", "COPY", "EXPIRES", "REASON"), place));
        for (JsonNode entry : entries) {
            lines.add(heading(entry));
            copyLines(entry).forEach(copyLine -> lines.add(line(copyLine, place)));
        }
        return lines;
    }

    private static int width(JsonNode entries) {
        int width = "COPY".length();
        for (JsonNode entry : entries) {
            for (CopyLine copyLine : copyLines(entry)) {
                width = Math.max(width, copyLine.place.length());
            }
        }
        return width;
    }

    private static String heading(JsonNode entry) {
        List<String> tiers = new ArrayList<>();
        entry.path("tiers").forEach(tier -> tiers.add(text(tier, "")));
        String size = entry.path("bytes").isNumber()
                ? "  " + HumanReadableAmountFormatter.bytes(entry.path("bytes").asLong())
                : "";
        return text(entry.path("backup"), "").replaceFirst("-.*", "") + "  "
                + text(entry.path("artifact"), "(" + text(entry.path("database"), "") + ", no file yet)") + size
                + (tiers.isEmpty() ? "" : "  " + String.join(", ", tiers));
    }

    private static List<CopyLine> copyLines(JsonNode entry) {
        List<CopyLine> copyLines = new ArrayList<>();
        entry.path("copies").forEach(copy -> copyLines.add(copyLine(copy, text(copy.path("destination"), ""))));
        return copyLines.isEmpty() ? List.of(copyLine(entry, "")) : copyLines;
    }

    private static CopyLine copyLine(JsonNode of, String place) {
        String stored = of.path("storageClass").isTextual() ? ", in " + text(of.path("storageClass"), "") : "";
        String locked = of.path("lockedUntil").isTextual() ? ", locked until " + day(of.path("lockedUntil")) : "";
        return new CopyLine(
                text(of.path("action"), ""),
                place,
                day(of.path("goesAt")),
                text(of.path("reason"), "") + stored + locked);
    }

    private static String line(CopyLine copyLine, int place) {
        return ("  %-6s  %-" + place + "s  %-10s  %s")
                .formatted(copyLine.action, copyLine.place, copyLine.goes, copyLine.reason)
                .stripTrailing();
    }

    /** Only the date. The JSON output has the exact time. */
    private static String day(JsonNode instant) {
        return text(instant, "").replaceFirst("T.*", "");
    }

    private static String text(JsonNode node, String otherwise) {
        return ControlCharacterSanitizer.shortened(node.asText(otherwise));
    }
}
