package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.holdfast.localstack.testing.NeedsProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every alert fires in one test case and does not fire in another. {@code promtool} evaluates the cases. */
class AlertsTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path CASES = Checkout.ROOT.resolve("docs/src/test/resources/alerts-test.yml");
    private static final Path PAGE = Checkout.ROOT.resolve("docs/runbooks/alerts.md");

    @TempDir
    Path work;

    @Test
    void every_alert_fires_in_one_case_and_not_in_another() throws IOException {
        JsonNode cases = YAML.readTree(Checkout.read(CASES));

        Set<String> alerts = alerts().map(rule -> rule.path("alert").asText()).collect(Collectors.toSet());

        assertThat(named(cases, true)).isEqualTo(alerts);
        assertThat(named(cases, false)).isEqualTo(alerts);
    }

    @Test
    void every_alert_has_a_severity_a_description_and_a_link_to_its_runbook() throws IOException {
        assertThat(alerts()).allSatisfy(rule -> {
            String alert = rule.path("alert").asText();
            JsonNode annotations = rule.path("annotations");
            assertThat(rule.path("labels").path("severity").asText()).isIn("critical", "warning", "info");
            assertThat(annotations.path("summary").asText()).isNotBlank();
            assertThat(annotations.path("description").asText())
                    .as("the values of %s are in its summary", alert)
                    .isNotBlank()
                    .doesNotContain("{{");
            assertThat(annotations.path("runbook_url").asText())
                    .isEqualTo("docs/runbooks/alerts.md#" + alert.toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void the_runbook_has_a_section_for_every_alert_and_for_nothing_else() throws IOException {
        List<String> sections = Checkout.read(PAGE)
                .lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();

        assertThat(sections)
                .containsExactlyInAnyOrderElementsOf(
                        alerts().map(rule -> rule.path("alert").asText()).toList());
    }

    @Test
    @NeedsProgram("promtool")
    void promtool_accepts_the_rules_and_the_scrape_configuration() throws IOException, InterruptedException {
        Promtool.accepts("check", "rules", Checkout.ALERTS.toString());
        Promtool.accepts(
                "check",
                "config",
                Checkout.ALERTS.resolveSibling("prometheus.yml").toString());
    }

    /** The cases contain only summaries. promtool compares all annotations, so this test adds the others. */
    @Test
    @NeedsProgram("promtool")
    void promtool_evaluates_every_case_as_expected() throws IOException, InterruptedException {
        ObjectNode cases = (ObjectNode) YAML.readTree(Checkout.read(CASES));
        cases.set("rule_files", YAML.valueToTree(List.of(Checkout.ALERTS.toString())));
        for (JsonNode one : checks(cases).toList()) {
            JsonNode annotations = alerts().filter(rule -> rule.path("alert").equals(one.path("alertname")))
                    .findFirst()
                    .orElseThrow()
                    .path("annotations");
            for (JsonNode expected : one.path("exp_alerts")) {
                ((ObjectNode) expected.path("exp_annotations"))
                        .put("description", annotations.path("description").asText())
                        .put("runbook_url", annotations.path("runbook_url").asText());
            }
        }
        Path complete = work.resolve("cases.yml");
        Files.writeString(complete, YAML.writeValueAsString(cases));

        Promtool.accepts("test", "rules", complete.toString());
    }

    private static Stream<JsonNode> alerts() throws IOException {
        return YAML.readTree(Checkout.read(Checkout.ALERTS)).findValues("rules").stream()
                .flatMap(rules -> StreamSupport.stream(((ArrayNode) rules).spliterator(), false));
    }

    private static Stream<JsonNode> checks(JsonNode cases) {
        return cases.findValues("alert_rule_test").stream()
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false));
    }

    /** Alerts of the cases that expect an alert, or of the cases that expect none. */
    private static Set<String> named(JsonNode cases, boolean fires) {
        return checks(cases)
                .filter(one -> one.has("exp_alerts") == fires)
                .map(one -> one.path("alertname").asText())
                .collect(Collectors.toSet());
    }
}
