package io.holdfast.cli.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.events.codec.Json;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that an evidence file is consistent, by computing its hashes, links and summary again. */
public final class EvidenceConsistencyCheck {

    private final JsonNode file;
    private final List<String> flaws = new ArrayList<>();

    /** @param file the contents of the file */
    public EvidenceConsistencyCheck(JsonNode file) {
        this.file = file;
    }

    /** Returns the inconsistencies, one sentence each; empty if the file is consistent. */
    public List<String> byItself() {
        JsonNode about = file.path("about");
        if (!EvidenceScope.FORMAT.equals(about.path("format").asText())) {
            return List.of("the file does not have the format " + EvidenceScope.FORMAT);
        }
        String previous = HashChain.first(about);
        List<EvidenceEntry> entries = new ArrayList<>();
        Set<String> places = new HashSet<>();
        for (JsonNode json : file.path("entries")) {
            String name = nameOf(json);
            String event = CanonicalJson.text(json.path("event"));
            if (!CanonicalJson.sha256(event).equals(json.path("sha256").asText())) {
                flaw("the event of " + name + " does not match its SHA-256");
            }
            JsonNode withoutLink = ((ObjectNode) json.deepCopy()).without("link");
            String link = HashChain.link(previous, withoutLink);
            if (!link.equals(json.path("link").asText())) {
                flaw("the hash chain is broken at " + name + ": an earlier record was removed, altered or moved");
            }
            previous = json.path("link").asText();
            entry(json, event).ifPresentOrElse(entries::add, () -> flaw(name + " has no valid time"));
            if (!places.add(name)) {
                flaw(name + " is in the file twice");
            }
        }
        entries.stream()
                .filter(entry -> !entry.followsFromItsEvent())
                .forEach(entry -> flaw("id, type or time of " + entry.place() + " differ from those of its event"));
        if (!entries.equals(entries.stream().sorted(EvidenceEntry.ORDER).toList())) {
            flaw("the entries are not sorted by time");
        }
        if (!previous.equals(file.path("head").asText())) {
            flaw("the head is not the last link of the hash chain: records at the end were removed");
        }
        summary(about, entries);
        return List.copyOf(flaws);
    }

    private void summary(JsonNode about, List<EvidenceEntry> entries) {
        try {
            EvidenceSummary derived =
                    EvidenceSummary.of(Json.mapper().treeToValue(about, EvidenceScope.class), entries);
            if (!CanonicalJson.text(EvidenceJsonMapper.tree(derived))
                    .equals(CanonicalJson.text(file.path("summary")))) {
                flaw("the summary does not match the events");
            }
        } catch (JsonProcessingException e) {
            flaw("the field 'about' cannot be read");
        }
    }

    private static Optional<EvidenceEntry> entry(JsonNode json, String event) {
        try {
            return Optional.of(EvidenceEntry.read(json, event));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void flaw(String sentence) {
        if (flaws.size() < EvidenceComparisonResult.REPORTED) {
            flaws.add(sentence);
        }
    }

    private static String nameOf(JsonNode entry) {
        return EvidenceEntry.placeOf(
                entry.path("topic").asText(),
                entry.path("partition").asInt(),
                entry.path("offset").asLong());
    }
}
