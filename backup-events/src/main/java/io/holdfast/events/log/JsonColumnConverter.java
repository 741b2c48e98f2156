package io.holdfast.events.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.holdfast.events.Finding;
import io.holdfast.events.codec.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes and reads the JSON columns of a service's tables. A column that cannot be read was not written by Holdfast. */
public final class JsonColumnConverter {

    private JsonColumnConverter() {}

    public static String json(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot serialize the value as JSON", e);
        }
    }

    public static <T> T read(String json, Class<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read a " + type.getSimpleName() + " from the catalog", e);
        }
    }

    /** An empty list for an empty column. */
    public static <T> List<T> list(@Nullable String json, TypeReference<List<T>> type) {
        try {
            return json == null ? List.of() : Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read a list from the catalog", e);
        }
    }

    public static List<Finding> findings(@Nullable String json) {
        return list(json, new TypeReference<List<Finding>>() {});
    }
}
