package io.holdfast.events.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.BackupRequest;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Message;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.Sha256;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Generates the JSON Schemas of the messages' data from the records and their Javadoc. */
final class Schemas {

    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final JavadocDescriptions words = new JavadocDescriptions();

    ObjectNode ofData(Class<? extends Message> message) {
        ObjectNode schema = node();
        schema.put("$schema", DIALECT);
        schema.put("$id", "urn:holdfast:" + MessageTypes.typeOf(message));
        schema.put("title", message.getSimpleName());
        return schema.setAll(ofRecord(message));
    }

    ObjectNode ofEnvelope() {
        ObjectNode schema = node();
        schema.put("$schema", DIALECT);
        schema.put("$id", "urn:holdfast:envelope");
        schema.put("title", "CloudEvents 1.0 in the format that Holdfast reads and writes");
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("specversion").put("const", "1.0");
        text(properties.putObject("id"), "Unique in the source; a repetition of (source, id) is the same message.")
                .put("minLength", 1)
                .put("maxLength", CatalogueTextValidator.ID);
        text(properties.putObject("source"), "The publisher.")
                .put("format", "uri-reference")
                .put("minLength", 1)
                .put("maxLength", CatalogueTextValidator.SOURCE);
        text(properties.putObject("type"), "The type of the message, with its version.")
                .put("pattern", "^holdfast(\\.[a-z]+)+\\.v[0-9]+$");
        text(properties.putObject("subject"), "The database concerned; always written, optional in a request.");
        text(
                        properties.putObject("time"),
                        "When it happened, by the sender's clock. Always written; if absent in a request, the"
                                + " broker's time applies.")
                .put("format", "date-time");
        properties.putObject("datacontenttype").put("const", "application/json");
        text(properties.putObject("traceparent"), "W3C trace context.")
                .put("pattern", "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$");
        properties.putObject("data").put("type", "object");
        Stream.of("specversion", "id", "source", "type", "data").forEach(schema.putArray("required")::add);
        return schema;
    }

    private ObjectNode ofRecord(Class<?> type) {
        ObjectNode schema = node();
        words.about(type).ifPresent(text -> schema.put("description", text));
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = node().putArray("required");
        for (RecordComponent component : type.getRecordComponents()) {
            ObjectNode property = isAsked(type) ? asked(component) : of(component.getGenericType());
            words.about(type, component.getName()).ifPresent(text -> property.put("description", text));
            properties.set(component.getName(), property);
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        return schema.set("required", required);
    }

    /** Requests contain unchecked text; the schema tells senders what services accept. */
    private ObjectNode asked(RecordComponent component) {
        return switch (component.getName()) {
            case "database" -> of(DatabaseId.class);
            case "kind" -> of(BackupKind.class);
            default -> of(component.getGenericType());
        };
    }

    private static boolean isAsked(Class<?> type) {
        return BackupRequest.class.isAssignableFrom(type) || OperatorRequest.class.isAssignableFrom(type);
    }

    private ObjectNode of(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return node().put("type", "array").set("items", of(list.getActualTypeArguments()[0]));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return ofEnum(plain);
        }
        return scalar(plain);
    }

    private ObjectNode ofEnum(Class<?> type) {
        ObjectNode schema = node().put("type", "string");
        ArrayNode all = schema.putArray("enum");
        String described = Stream.of(type.getEnumConstants())
                .map(constant -> {
                    String word = Json.mapper().valueToTree(constant).asText();
                    all.add(word);
                    return words.about(type, ((Enum<?>) constant).name())
                            .map(text -> word + ": " + text)
                            .orElse(word);
                })
                .collect(Collectors.joining(" "));
        return schema.put(
                "description", words.about(type).map(text -> text + " ").orElse("") + described);
    }

    private ObjectNode scalar(Class<?> type) {
        if (type == String.class) {
            return node().put("type", "string");
        }
        if (type == int.class || type == Integer.class || type == long.class) {
            return node().put("type", "integer").put("format", type == long.class ? "int64" : "int32");
        }
        if (type == boolean.class || type == Boolean.class) {
            return node().put("type", "boolean");
        }
        if (type == UUID.class || type == BackupId.class) {
            return described(type, node().put("type", "string").put("format", "uuid"));
        }
        if (type == Instant.class) {
            return node().put("type", "string").put("format", "date-time");
        }
        if (type == Duration.class) {
            return node().put("type", "string").put("format", "duration");
        }
        if (type == URI.class) {
            return node().put("type", "string").put("format", "uri-reference");
        }
        if (type == DatabaseId.class) {
            return described(type, node().put("type", "string").put("pattern", "^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$"));
        }
        if (type == Sha256.class) {
            return described(type, node().put("type", "string").put("pattern", "^[0-9a-f]{64}$"));
        }
        return ofRecord(type);
    }

    private ObjectNode described(Class<?> type, ObjectNode schema) {
        words.about(type).ifPresent(text -> schema.put("description", text));
        return schema;
    }

    private static ObjectNode text(ObjectNode schema, String description) {
        return schema.put("type", "string").put("description", description);
    }

    private static ObjectNode node() {
        return Json.mapper().createObjectNode();
    }
}
