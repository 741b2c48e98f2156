package io.holdfast.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An IAM policy, evaluated as AWS evaluates it: an explicit denial wins, and an action without a permission is denied. A statement
 * with a condition applies only to requests that meet the condition.
 */
record Policy(List<JsonNode> statements) {

    static Policy read(Path file) throws IOException {
        JsonNode policy = new JsonMapper().readTree(Checkout.read(file));
        List<JsonNode> statements = new ArrayList<>();
        policy.path("Statement").forEach(statements::add);
        return new Policy(statements);
    }

    /** @param keys condition keys of the request with their values */
    boolean allows(String action, String resource, Map<String, String> keys) {
        return any("Allow", action, resource, keys) && !denies(action, resource, keys);
    }

    boolean denies(String action, String resource, Map<String, String> keys) {
        return any("Deny", action, resource, keys);
    }

    private boolean any(String effect, String action, String resource, Map<String, String> keys) {
        return statements.stream()
                .filter(statement -> statement.path("Effect").asText().equals(effect))
                .filter(statement -> matches(statement.path("Action"), action))
                .filter(statement -> matches(statement.path("Resource"), resource))
                .anyMatch(statement -> isMet(statement.path("Condition"), keys));
    }

    private static boolean isMet(JsonNode condition, Map<String, String> keys) {
        return condition
                .propertyStream()
                .allMatch(operator -> operator.getValue()
                        .propertyStream()
                        .allMatch(key -> isMet(operator.getKey(), key.getValue(), keys.get(key.getKey()))));
    }

    private static boolean isMet(String operator, JsonNode wanted, @Nullable String value) {
        return switch (operator) {
            case "Null" -> (value == null) == wanted.asBoolean(wanted.asText().equals("true"));
            case "Bool" -> wanted.asText().equals(value);
            case "StringLike" -> value != null && matches(wanted, value);
            default -> throw new IllegalArgumentException("the tests do not know the operator " + operator);
        };
    }

    private static boolean matches(JsonNode patterns, String text) {
        return patterns.isArray()
                ? StreamSupport.stream(patterns.spliterator(), false).anyMatch(one -> matches(one, text))
                : Pattern.matches(Pattern.quote(patterns.asText()).replace("*", "\\E.*\\Q"), text);
    }
}
