package io.holdfast.cli.commands.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.ResultPrinter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a check of an evidence file, as text or JSON.
 *
 * @param flaws contradictions
 * @param gaps parts that could not be compared
 */
record EvidenceCheckReport(JsonNode file, List<String> flaws, List<String> gaps, ExitCode end) {

    void print(CommandContext context) {
        ResultPrinter results = new ResultPrinter(context.screen());
        if (context.options().json()) {
            results.json(asJson());
            return;
        }
        results.field(
                switch (end) {
                    case OK -> "intact";
                    case BROKEN -> "CHANGED";
                    default -> "INCOMPLETE";
                },
                records() + " records, " + (flaws.isEmpty() && gaps.isEmpty() ? "" : "not all ")
                        + "compared with the event log");
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

    /** The period in the file, so that a reader can check that it is the expected one. */
    private String period() {
        JsonNode about = file.path("about");
        return about.path("from").asText() + " to " + about.path("to").asText() + ", created "
                + about.path("madeAt").asText() + ", "
                + (about.path("database").isTextual() ? about.path("database").asText() : "all databases");
    }
}
