package io.holdfast.events.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.holdfast.events.Finding;
import io.holdfast.events.codec.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a service writes into columns of JSON, and reads from there. What cannot be read is no JSON of ours. */
public final class JsonColumns {

    private JsonColumns() {}

    public static String json(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON", e);
        }
    }

    public static <T> T read(String json, Class<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a " + type.getSimpleName() + " in the catalogue cannot be read", e);
        }
    }

    /** An empty list for an empty column. */
    public static <T> List<T> list(@Nullable String json, TypeReference<List<T>> type) {
        try {
            return json == null ? List.of() : Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list in the catalogue cannot be read", e);
        }
    }

    public static List<Finding> findings(@Nullable String json) {
        return list(json, new TypeReference<List<Finding>>() {});
    }
}
