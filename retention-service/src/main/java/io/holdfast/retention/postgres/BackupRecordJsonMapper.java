package io.holdfast.retention.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.holdfast.events.codec.Json;

/** Maps a backup record to its stored form: the record's components, without derived values. */
final class BackupRecordJsonMapper {

    private static final JsonMapper MAPPER = Json.mapper()
            .rebuild()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();

    private BackupRecordJsonMapper() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot serialize a backup record", e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot parse a backup record", e);
        }
    }

    static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot parse a backup record", e);
        }
    }
}
