package io.holdfast.retention.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.holdfast.events.codec.Json;

/** How pages lie in the catalogue: the records' components and nothing that follows from them. */
final class BackupRecordJson {

    private static final JsonMapper MAPPER = Json.mapper()
            .rebuild()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();

    private BackupRecordJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a page cannot be written", e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a page cannot be read", e);
        }
    }

    static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a page cannot be read", e);
        }
    }
}
