package io.holdfast.cli.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.asking.Logs;
import io.holdfast.cli.evidence.Canonical;
import io.holdfast.cli.evidence.CheckEvidence;
import io.holdfast.cli.evidence.Gather;
import io.holdfast.cli.session.Complaint;
import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.terminal.Results;
import io.holdfast.cli.waiting.EventLog;
import io.holdfast.events.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a file of evidence is whole, and whether the log still says the same. */
final class CheckedEvidence {

    private final Session session;
    private final Logs logs;

    CheckedEvidence(Session session, Logs logs) {
        this.session = session;
        this.logs = logs;
    }

    int report(Path file, @Nullable String head) {
        JsonNode json = read(file);
        CheckEvidence check = new CheckEvidence(json);
        List<String> flaws = new ArrayList<>(check.byItself());
        if (head != null && !head.equals(json.path("head").asText())) {
            flaws.add("the head is not the one that was written down");
        }
        String compared = flaws.isEmpty() ? compare(json, check, flaws) : "not compared with the log";
        print(json, flaws, compared);
        return (flaws.isEmpty() ? ExitCode.OK : ExitCode.BROKEN).number();
    }

    private static JsonNode read(Path file) {
        try {
            return Canonical.read(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new Complaint(
                    ExitCode.USAGE,
                    "cannot read " + file + " as JSON",
                    "name the .json file that 'holdfast evidence' wrote",
                    e);
        }
    }

    private String compare(JsonNode json, CheckEvidence check, List<String> flaws) {
        JsonNode about = json.path("about");
        try (EventLog log = logs.open()) {
            Gather gather = new Gather(
                    Instant.parse(about.path("from").asText()),
                    Instant.parse(about.path("to").asText()),
                    about.path("database").isTextual() ? about.path("database").asText() : null);
            for (Topic topic : List.of(Topic.BACKUP_EVENTS, Topic.OPERATOR_REQUESTS)) {
                if (about.path("read").findValuesAsText("topic").contains(topic.topicName())) {
                    log.everything(topic, gather);
                }
            }
            flaws.addAll(check.against(gather.entries()));
            return "compared with the log";
        } catch (Complaint e) {
            return "not compared with the log: " + e.getMessage();
        } catch (DateTimeException e) {
            return "not compared with the log: its period cannot be read";
        }
    }

    private void print(JsonNode file, List<String> flaws, String compared) {
        Results results = new Results(session.screen());
        int records = file.path("entries").size();
        if (session.options().json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("whole", flaws.isEmpty());
            json.put("entries", records);
            json.put("head", file.path("head").asText());
            json.put("log", compared);
            json.put("flaws", flaws);
            results.json(json);
            return;
        }
        results.field(flaws.isEmpty() ? "whole" : "NOT WHOLE", records + " records, " + compared);
        results.field("head", file.path("head").asText());
        flaws.forEach(flaw -> results.field("", "  - " + flaw));
    }
}
