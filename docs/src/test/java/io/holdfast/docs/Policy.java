package io.holdfast.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** An IAM policy, read as Amazon reads it: what is denied anywhere is denied, and what is allowed nowhere is denied as well. */
record Policy(List<JsonNode> statements) {

    static Policy read(Path file) throws IOException {
        JsonNode policy = new JsonMapper().readTree(Checkout.read(file));
        List<JsonNode> statements = new ArrayList<>();
        policy.path("Statement").forEach(statements::add);
        return new Policy(statements);
    }

    boolean allows(String action, String resource) {
        return any("Allow", action, resource) && !any("Deny", action, resource);
    }

    boolean denies(String action, String resource) {
        return any("Deny", action, resource);
    }

    private boolean any(String effect, String action, String resource) {
        return statements.stream()
                .filter(statement -> statement.path("Effect").asText().equals(effect))
                .filter(statement -> matches(statement.path("Action"), action))
                .anyMatch(statement -> matches(statement.path("Resource"), resource));
    }

    private static boolean matches(JsonNode patterns, String text) {
        return patterns.isArray()
                ? StreamSupport.stream(patterns.spliterator(), false).anyMatch(one -> matches(one, text))
                : Pattern.matches(Pattern.quote(patterns.asText()).replace("*", "\\E.*\\Q"), text);
    }
}
