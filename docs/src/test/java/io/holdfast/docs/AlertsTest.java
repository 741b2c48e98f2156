package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Alerts speak when they should and are silent when they should, in the words of Prometheus' own {@code promtool}. */
class AlertsTest {

    private static final Path CASES = Checkout.ROOT.resolve("docs/src/test/resources/alerts-test.yml");

    @Test
    void every_alert_fires_in_one_case_and_is_silent_in_another() throws IOException {
        JsonNode cases = new YAMLMapper().readTree(Checkout.read(CASES));

        Set<String> alerts = Set.copyOf(new YAMLMapper()
                .readTree(Checkout.read(Checkout.ALERTS))
                .findValue("rules")
                .findValuesAsText("alert"));

        assertThat(named(cases, true)).isEqualTo(alerts);
        assertThat(named(cases, false)).isEqualTo(alerts);
    }

    @Test
    void promtool_finds_every_case_as_it_is_written() throws IOException, InterruptedException {
        assumeTrue(isInstalled("promtool"), "promtool is not installed (Debian: apt-get install prometheus)");

        Process promtool = new ProcessBuilder("promtool", "test", "rules", CASES.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
    }

    /** Alerts of those cases that expect one, or of those that expect none. */
    private static Set<String> named(JsonNode cases, boolean fires) {
        return cases.findValues("alert_rule_test").stream()
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .filter(one -> one.has("exp_alerts") == fires)
                .map(one -> one.path("alertname").asText())
                .collect(Collectors.toSet());
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
