package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The fields that we use of a kind without a Java model, from the reference of its operator. */
record ClosedKind(String name, Set<String> fields) {

    /** @throws AssertionError if the fields of the kind are not listed */
    static ClosedKind named(String name) {
        try (InputStream in = ClosedKind.class.getResourceAsStream("/closed-kinds.yml")) {
            JsonNode fields = new YAMLMapper().readTree(in).path(name);
            assertThat(fields.isArray()).as("closed-kinds.yml has no " + name).isTrue();
            Set<String> known = new TreeSet<>();
            fields.forEach(field -> known.add(field.asText()));
            return new ClosedKind(name, known);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void check(JsonNode document) {
        List<String> used = new ArrayList<>();
        document.properties().stream()
                .filter(part -> !Set.of("apiVersion", "kind", "metadata").contains(part.getKey()))
                .forEach(part -> collect(part.getKey(), part.getValue(), used));
        assertThat(fields)
                .as(name + " " + document.at("/metadata/name").asText())
                .containsAll(used);
    }

    private static void collect(String path, JsonNode node, List<String> used) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> child : node.properties()) {
                collect(path + "." + child.getKey(), child.getValue(), used);
            }
        } else if (node.isArray()) {
            node.forEach(child -> collect(path + "[]", child, used));
        } else {
            used.add(path + ":" + node.getNodeType().name().toLowerCase(Locale.ROOT));
        }
    }
}
