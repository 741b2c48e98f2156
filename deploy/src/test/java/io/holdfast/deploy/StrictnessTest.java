package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every document contains only fields that its kind has. A cluster does not report a misspelled field but drops it. */
class StrictnessTest {

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production", "operator", "kafka"})
    void every_field_is_one_of_its_kind(String folder) {
        Kustomization.render(folder).forEach(Kinds::check);
    }

    @Test
    void a_misspelt_field_is_found_however_deep_it_lies() {
        JsonNode deployment = Kustomization.render("base").stream()
                .filter(document -> document.path("kind").asText().equals("Deployment"))
                .findFirst()
                .orElseThrow()
                .deepCopy();
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0/securityContext"))
                .put("readOnlyRootFileSystem", true);

        assertThatThrownBy(() -> Kinds.check(deployment)).hasMessageContaining("readOnlyRootFileSystem");
    }
}
