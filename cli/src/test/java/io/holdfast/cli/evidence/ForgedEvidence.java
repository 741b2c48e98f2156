package io.holdfast.cli.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.events.codec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Forges evidence files with correct links, head and summary, as an attacker who knows the format would. */
public final class ForgedEvidence {

    private ForgedEvidence() {}

    /** The file without these entries, and with ranges that end before them. */
    public static ObjectNode without(JsonNode file, Predicate<JsonNode> unwanted) {
        return altered(file, forged -> {
            ArrayNode kept = forged.arrayNode();
            for (JsonNode entry : forged.path("entries")) {
                if (unwanted.test(entry)) {
                    cutRange(forged, entry);
                } else {
                    kept.add(entry);
                }
            }
            forged.set("entries", kept);
        });
    }

    private static void cutRange(ObjectNode file, JsonNode entry) {
        for (JsonNode range : file.path("about").path("read")) {
            if (range.path("topic").equals(entry.path("topic"))
                    && range.path("partition").equals(entry.path("partition"))
                    && range.path("next").asLong() > entry.path("offset").asLong()) {
                ((ObjectNode) range).set("next", entry.path("offset"));
            }
        }
    }

    /** The file after this change, with all derived parts computed again. */
    public static ObjectNode altered(JsonNode file, Consumer<ObjectNode> change) {
        ObjectNode forged = file.deepCopy();
        change.accept(forged);
        String link = HashChain.first(forged.path("about"));
        List<EvidenceEntry> entries = new ArrayList<>();
        for (JsonNode json : forged.path("entries")) {
            link = HashChain.link(link, ((ObjectNode) json.deepCopy()).without("link"));
            ((ObjectNode) json).put("link", link);
            entries.add(entry(json));
        }
        forged.put("head", link);
        try {
            EvidenceScope evidenceHeader = Json.mapper().treeToValue(forged.path("about"), EvidenceScope.class);
            forged.set("summary", EvidenceJsonMapper.tree(EvidenceSummary.of(evidenceHeader, entries)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return forged;
    }

    private static EvidenceEntry entry(JsonNode json) {
        return new EvidenceEntry(
                json.path("topic").asText(),
                json.path("partition").asInt(),
                json.path("offset").asLong(),
                json.path("id").asText(),
                json.path("type").asText(),
                java.time.Instant.parse(json.path("time").asText()),
                json.path("sha256").asText(),
                CanonicalJson.text(json.path("event")));
    }
}
