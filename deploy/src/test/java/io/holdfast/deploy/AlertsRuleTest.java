package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Prometheus operator gets the same alerts as Prometheus itself. */
class AlertsRuleTest {

    private static final String SOURCE = "deploy/prometheus/alerts.yml";
    private static final Path ALERTS = Kustomization.ROOT.resolve(SOURCE);
    private static final Path RULE = Kustomization.KUBERNETES.resolve("components/monitoring/alerts.yaml");
    private static final List<String> HEAD = List.of(
            "# Made from " + SOURCE + " (mvn -pl deploy test -Dholdfast.documents=write): do not edit it here.",
            "apiVersion: monitoring.coreos.com/v1",
            "kind: PrometheusRule",
            "metadata:",
            "  name: holdfast",
            "spec:",
            "  groups:");

    @BeforeAll
    static void write_when_asked() throws IOException {
        if ("write".equals(System.getProperty("holdfast.documents"))) {
            String groups = Files.readAllLines(ALERTS).stream()
                    .dropWhile(line -> !line.equals("groups:"))
                    .skip(1)
                    .map(line -> line.isEmpty() ? "" : "  " + line)
                    .collect(Collectors.joining("\n"));
            Files.writeString(RULE, String.join("\n", HEAD) + "\n" + groups + "\n");
        }
    }

    @Test
    void the_alerts_equal_those_of_prometheus() throws IOException {
        JsonNode rule = new YAMLMapper().readTree(RULE.toFile());

        assertThat(rule.at("/spec/groups"))
                .as("regenerate it with mvn -pl deploy test -Dholdfast.documents=write")
                .isEqualTo(new YAMLMapper().readTree(ALERTS.toFile()).path("groups"));
    }
}
