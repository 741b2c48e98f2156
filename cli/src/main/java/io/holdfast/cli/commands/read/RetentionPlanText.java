package io.holdfast.cli.commands.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.PrintableText;
import io.holdfast.events.text.AmountText;
import java.util.ArrayList;
import java.util.List;

/** A retention plan as text: each backup, followed by its copies. Most lines have less than 100 columns. */
final class RetentionPlanText {

    /** One line about a copy, or about a backup without copies. */
    private record Fate(String action, String place, String goes, String reason) {}

    private RetentionPlanText() {}

    static List<String> of(JsonNode entries) {
        int place = width(entries);
        List<String> lines = new ArrayList<>();
        lines.add("BACKUP    FILE, SIZE, TIERS");
        lines.add(line(new Fate("ACTION", "COPY", "EXPIRES", "REASON"), place));
        for (JsonNode entry : entries) {
            lines.add(heading(entry));
            fates(entry).forEach(fate -> lines.add(line(fate, place)));
        }
        return lines;
    }

    private static int width(JsonNode entries) {
        int width = "COPY".length();
        for (JsonNode entry : entries) {
            for (Fate fate : fates(entry)) {
                width = Math.max(width, fate.place.length());
            }
        }
        return width;
    }

    private static String heading(JsonNode entry) {
        List<String> tiers = new ArrayList<>();
        entry.path("tiers").forEach(tier -> tiers.add(text(tier, "")));
        String size = entry.path("bytes").isNumber()
                ? "  " + AmountText.bytes(entry.path("bytes").asLong())
                : "";
        return text(entry.path("backup"), "").replaceFirst("-.*", "") + "  "
                + text(entry.path("artifact"), "(" + text(entry.path("database"), "") + ", no file yet)") + size
                + (tiers.isEmpty() ? "" : "  " + String.join(", ", tiers));
    }

    private static List<Fate> fates(JsonNode entry) {
        List<Fate> fates = new ArrayList<>();
        entry.path("copies").forEach(copy -> fates.add(fate(copy, text(copy.path("destination"), ""))));
        return fates.isEmpty() ? List.of(fate(entry, "")) : fates;
    }

    private static Fate fate(JsonNode of, String place) {
        String stored = of.path("storageClass").isTextual() ? ", in " + text(of.path("storageClass"), "") : "";
        String locked = of.path("lockedUntil").isTextual() ? ", locked until " + day(of.path("lockedUntil")) : "";
        return new Fate(
                text(of.path("action"), ""),
                place,
                day(of.path("goesAt")),
                text(of.path("reason"), "") + stored + locked);
    }

    private static String line(Fate fate, int place) {
        return ("  %-6s  %-" + place + "s  %-10s  %s")
                .formatted(fate.action, fate.place, fate.goes, fate.reason)
                .stripTrailing();
    }

    /** Only the date. The JSON output has the exact time. */
    private static String day(JsonNode instant) {
        return text(instant, "").replaceFirst("T.*", "");
    }

    private static String text(JsonNode node, String otherwise) {
        return PrintableText.shortened(node.asText(otherwise));
    }
}
