package io.holdfast.cli.commands.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.ResultPrinter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a check of evidence ended with, for a person or a program.
 *
 * @param flaws contradictions
 * @param gaps what could not be compared
 */
record EvidenceCheckReport(JsonNode file, List<String> flaws, List<String> gaps, ExitCode end) {

    void print(CommandContext session) {
        ResultPrinter results = new ResultPrinter(session.screen());
        if (session.options().json()) {
            results.json(asJson());
            return;
        }
        results.field(
                switch (end) {
                    case OK -> "whole";
                    case BROKEN -> "NOT WHOLE";
                    default -> "UNCOMPARED";
                },
                records() + " records, " + (flaws.isEmpty() && gaps.isEmpty() ? "" : "not all ")
                        + "compared with the log");
        results.field("period", period());
        results.field("head", file.path("head").asText());
        flaws.forEach(flaw -> results.field("", "  - " + flaw));
        gaps.forEach(gap -> results.field("", "  ? " + gap));
    }

    private Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("whole", flaws.isEmpty());
        json.put("compared", flaws.isEmpty() && gaps.isEmpty());
        json.put("entries", records());
        json.put("period", period());
        json.put("head", file.path("head").asText());
        json.put("flaws", flaws);
        json.put("gaps", gaps);
        return json;
    }

    private int records() {
        return file.path("entries").size();
    }

    /** As the file says it: a reader has to see whether it is the period that was asked for. */
    private String period() {
        JsonNode about = file.path("about");
        return about.path("from").asText() + " to " + about.path("to").asText() + ", made "
                + about.path("madeAt").asText() + ", "
                + (about.path("database").isTextual() ? about.path("database").asText() : "all databases");
    }
}
