package io.holdfast.cli.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.events.codec.Json;
import java.io.IOException;
import java.io.Writer;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes evidence as JSON. */
public final class EvidenceJsonMapper {

    private EvidenceJsonMapper() {}

    /** The value as JSON. */
    static JsonNode tree(Object value) {
        try {
            return CanonicalJson.read(Json.mapper().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getSimpleName(), e);
        }
    }

    /**
     * Reads a file that {@link EvidenceConsistencyCheck} has found to be consistent.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public static Evidence read(JsonNode file) {
        try {
            EvidenceScope evidenceHeader = Json.mapper().treeToValue(file.path("about"), EvidenceScope.class);
            List<EvidenceEntry> entries = new ArrayList<>();
            List<String> links = new ArrayList<>();
            for (JsonNode json : file.path("entries")) {
                entries.add(EvidenceEntry.read(json, CanonicalJson.text(json.path("event"))));
                links.add(json.path("link").asText());
            }
            return new Evidence(evidenceHeader, entries, links, EvidenceSummary.of(evidenceHeader, entries));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException("not an evidence file", e);
        }
    }

    /** Writes one entry per line, so that other programs can compare files. */
    public static void write(Evidence evidence, Writer out) throws IOException {
        out.write("{\"about\":" + CanonicalJson.text(tree(evidence.about())) + ",\n\"entries\":[");
        for (int i = 0; i < evidence.entries().size(); i++) {
            ObjectNode entry = (ObjectNode) tree(evidence.entries().get(i));
            entry.put("link", evidence.chain().get(i));
            out.write((i == 0 ? "\n" : ",\n") + CanonicalJson.text(entry));
        }
        out.write("],\n\"head\":\"" + evidence.head() + "\",\n\"summary\":");
        out.write(Json.mapper()
                .writer()
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .writeValueAsString(evidence.summary()));
        out.write("}\n");
    }
}
