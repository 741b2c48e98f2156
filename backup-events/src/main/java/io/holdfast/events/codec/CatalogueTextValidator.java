package io.holdfast.events.codec;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.Envelope;
import java.util.Map;
import java.util.Optional;

/**
 * Limits of the catalog database. A message that violates them would fail again and again: PostgreSQL refuses NUL and unpaired surrogates
 * in a text, and index entries of more than 2,704 bytes.
 */
final class CatalogueTextValidator {

    /** Maximum length of a CloudEvents {@code id}; with the source, it is the inbox's key. */
    static final int ID = 256;

    /** Maximum length of a CloudEvents {@code source}. */
    static final int SOURCE = 512;

    private CatalogueTextValidator() {}

    /** Why the envelope's attributes cannot be stored; empty if they can. */
    static Optional<String> brokenBy(Envelope<?> envelope) {
        String source = envelope.source().toString();
        if (envelope.id().isBlank() || envelope.id().length() > ID) {
            return Optional.of("the id of a CloudEvent must have 1 to " + ID + " characters");
        }
        if (source.isBlank() || source.length() > SOURCE) {
            return Optional.of("the source of a CloudEvent must have 1 to " + SOURCE + " characters");
        }
        if (!isStorable(envelope.id()) || !isStorable(source)) {
            return Optional.of("id or source contains a NUL or an unpaired surrogate");
        }
        return StrictJacksonDeserializers.isPlausible(envelope.time())
                ? Optional.empty()
                : Optional.of("the time of a CloudEvent must be between the years 1970 and 9999");
    }

    /** Path of the first name or text value that cannot be stored; empty if all can. */
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
                return bad.map(ControlCharacterSanitizer::shortened);
            }
        }
        return Optional.empty();
    }

    private static boolean isStorable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }
}
