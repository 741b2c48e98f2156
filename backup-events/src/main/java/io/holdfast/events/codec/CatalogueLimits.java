package io.holdfast.events.codec;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.Envelope;
import io.holdfast.events.PrintableText;
import java.util.Map;
import java.util.Optional;

/**
 * What a catalogue could not store, and what a reader would therefore stumble over again and again: PostgreSQL refuses
 * NUL and half a surrogate pair in a text, and an index entry of more than 2,704 bytes.
 */
final class CatalogueLimits {

    /** Characters of a CloudEvents {@code id}; with a source they are the inbox's key. */
    static final int ID = 256;

    /** Characters of a CloudEvents {@code source}. */
    static final int SOURCE = 512;

    private CatalogueLimits() {}

    /** Why the envelope's own attributes cannot be taken; empty where they can. */
    static Optional<String> brokenBy(Envelope<?> envelope) {
        String source = envelope.source().toString();
        if (envelope.id().isBlank() || envelope.id().length() > ID) {
            return Optional.of("the id of a CloudEvent has 1 to " + ID + " characters here");
        }
        if (source.isBlank() || source.length() > SOURCE) {
            return Optional.of("the source of a CloudEvent has 1 to " + SOURCE + " characters here");
        }
        if (!isStorable(envelope.id()) || !isStorable(source)) {
            return Optional.of("id or source contains a NUL or half a surrogate pair");
        }
        return StrictJsonValues.isPlausible(envelope.time())
                ? Optional.empty()
                : Optional.of("the time of a CloudEvent is between the years 1970 and 9999 here");
    }

    /** Path of the first text, name or value, that cannot be stored; empty where all can. */
    static Optional<String> firstUnstorable(JsonNode node, String path) {
        if (node.isTextual()) {
            return isStorable(node.textValue()) ? Optional.empty() : Optional.of(path);
        }
        int index = 0;
        for (JsonNode element : node.isArray() ? node : Json.mapper().createArrayNode()) {
            Optional<String> bad = firstUnstorable(element, path + "[" + index++ + "]");
            if (bad.isPresent()) {
                return bad;
            }
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            Optional<String> bad =
                    isStorable(field.getKey()) ? firstUnstorable(field.getValue(), name) : Optional.of(name);
            if (bad.isPresent()) {
                return bad.map(PrintableText::shortened);
            }
        }
        return Optional.empty();
    }

    private static boolean isStorable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }
}
