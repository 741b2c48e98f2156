package io.holdfast.cli.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.events.codec.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes everything again that stands in a file of evidence, and compares it with the log. */
public final class CheckEvidence {

    private static final int TOLD = 20;

    private final JsonNode file;
    private final List<String> flaws = new ArrayList<>();

    /** @param file the whole JSON */
    public CheckEvidence(JsonNode file) {
        this.file = file;
    }

    /** What is wrong with the file in itself, a sentence each; none where it is whole. */
    public List<String> byItself() {
        JsonNode about = file.path("about");
        if (!About.FORMAT.equals(about.path("format").asText())) {
            return List.of("it is not of the format " + About.FORMAT);
        }
        String previous = Chain.first(about);
        List<Entry> entries = new ArrayList<>();
        for (JsonNode json : file.path("entries")) {
            String name = nameOf(json);
            String event = Canonical.text(json.path("event"));
            if (!Canonical.sha256(event).equals(json.path("sha256").asText())) {
                flaw("the event of " + name + " is not the one that was hashed");
            }
            JsonNode withoutLink = ((ObjectNode) json.deepCopy()).without("link");
            String link = Chain.link(previous, withoutLink);
            if (!link.equals(json.path("link").asText())) {
                flaw("the chain does not hold at " + name
                        + ": something before it was removed, altered or put elsewhere");
            }
            previous = json.path("link").asText();
            entry(json, event).ifPresent(entries::add);
        }
        if (!previous.equals(file.path("head").asText())) {
            flaw("the head is not the last link: something was cut off at the end");
        }
        summary(about, entries);
        return List.copyOf(flaws);
    }

    private void summary(JsonNode about, List<Entry> entries) {
        try {
            Summary derived = Summary.of(Json.mapper().treeToValue(about, About.class), entries);
            if (!Canonical.text(EvidenceFile.tree(derived)).equals(Canonical.text(file.path("summary")))) {
                flaw("the summary does not follow from the events");
            }
        } catch (JsonProcessingException e) {
            flaw("'about' cannot be read");
        }
    }

    private static java.util.Optional<Entry> entry(JsonNode json, String event) {
        try {
            return java.util.Optional.of(new Entry(
                    json.path("topic").asText(),
                    json.path("partition").asInt(),
                    json.path("offset").asLong(),
                    json.path("id").asText(),
                    json.path("type").asText(),
                    Instant.parse(json.path("time").asText()),
                    json.path("sha256").asText(),
                    event));
        } catch (java.time.DateTimeException e) {
            return java.util.Optional.empty();
        }
    }

    /**
     * What the log says otherwise.
     *
     * @param log what the log has today for the same period
     */
    public List<String> against(List<Entry> log) {
        Map<String, String> here = new HashMap<>();
        Set<String> unseen = new LinkedHashSet<>();
        for (JsonNode json : file.path("entries")) {
            here.put(nameOf(json), json.path("sha256").asText());
            unseen.add(nameOf(json));
        }
        for (Entry entry : log) {
            String name = entry.topic() + "-" + entry.partition() + "@" + entry.offset();
            String sha256 = here.get(name);
            unseen.remove(name);
            if (sha256 == null && wasThere(entry)) {
                flaw(name + " is on the log, and not in the file");
            } else if (sha256 != null && !sha256.equals(entry.sha256())) {
                flaw(name + " is another event on the log");
            }
        }
        unseen.forEach(name -> flaw(name + " is in the file, and not on the log"));
        return List.copyOf(flaws);
    }

    /** What came after the file was made cannot be in it. */
    private boolean wasThere(Entry entry) {
        return file.path("about")
                .path("read")
                .valueStream()
                .anyMatch(range -> range.path("topic").asText().equals(entry.topic())
                        && range.path("partition").asInt() == entry.partition()
                        && entry.offset() < range.path("next").asLong());
    }

    private void flaw(String sentence) {
        if (flaws.size() < TOLD) {
            flaws.add(sentence);
        }
    }

    private static String nameOf(JsonNode entry) {
        return entry.path("topic").asText() + "-" + entry.path("partition").asInt() + "@"
                + entry.path("offset").asLong();
    }
}
