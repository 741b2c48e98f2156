package io.holdfast.events.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a required field that a JSON object lacks; a field is required unless its component is nullable. */
final class RequiredJsonFieldValidator {

    private RequiredJsonFieldValidator() {}

    /** Path of the first missing field, such as {@code copies[0].sha256}; empty if there is none. */
    static Optional<String> firstMissing(Class<?> type, JsonNode object) {
        return firstMissing(type, object, "");
    }

    private static Optional<String> firstMissing(Class<?> type, JsonNode object, String prefix) {
        for (RecordComponent component : type.getRecordComponents()) {
            String path = prefix + component.getName();
            JsonNode value = object.get(component.getName());
            boolean absent = value == null || value.isNull();
            if (absent && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                return Optional.of(path);
            }
            Optional<String> nested = absent ? Optional.empty() : nested(component.getGenericType(), value, path);
            if (nested.isPresent()) {
                return nested;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> nested(Type type, JsonNode value, String path) {
        if (type instanceof Class<?> record && record.isRecord() && value.isObject()) {
            return firstMissing(record, value, path + ".");
        }
        if (type instanceof ParameterizedType list && value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                if (value.get(i).isNull()) {
                    return Optional.of(path + "[" + i + "]");
                }
                Optional<String> missing = nested(list.getActualTypeArguments()[0], value.get(i), path + "[" + i + "]");
                if (missing.isPresent()) {
                    return missing;
                }
            }
        }
        return Optional.empty();
    }
}
