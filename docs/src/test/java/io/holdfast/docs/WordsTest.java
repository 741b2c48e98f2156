package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/operations.md} documents the metrics, findings, checks and alerts of the code. */
class WordsTest {

    private static final Pattern METRIC_IN_CODE = Pattern.compile("\"(holdfast_[a-z_]+[a-z])\"");
    private static final Pattern METRIC = Pattern.compile("\\bholdfast_[a-z_]+[a-z]\\b");
    private static final Pattern FINDING_IN_CODE = Pattern.compile("new Finding\\(\\s*\"([a-z_0-9]+)\"");
    private static final Pattern CHECK_IN_CODE = Pattern.compile("CheckResult\\.(?:ok|warn|fail)\\(\\s*\"([^\"]+)\"");
    private static final Pattern NAME_OF_CHECK = Pattern.compile("String name = \"([a-z]+(?: of)? )\" \\+");
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `([^`]+)`");

    @Test
    void every_metric_is_documented_and_every_documented_metric_exists() {
        Set<String> code = inCode(METRIC_IN_CODE);
        Set<String> page = firstCells("## Metrics");

        assertThat(code).allSatisfy(metric -> assertThat(page).anyMatch(shown -> isNameOf(shown, metric)));
        assertThat(page).allSatisfy(shown -> assertThat(code).anyMatch(metric -> isNameOf(shown, metric)));
    }

    @Test
    void every_finding_is_documented_and_every_documented_finding_exists() {
        Set<String> page = firstCells("### Findings");

        assertThat(page).containsAll(inCode(FINDING_IN_CODE));
        String code = allCode();
        assertThat(page).allMatch(word -> code.contains("\"" + word + "\""));
    }

    @Test
    void every_check_of_the_doctor_is_documented_and_every_documented_check_exists() {
        Set<String> page = firstCells("## Doctor checks");
        Set<String> checks = inCode(CHECK_IN_CODE);
        checks.addAll(inCode(NAME_OF_CHECK));

        assertThat(checks)
                .allSatisfy(check -> assertThat(page)
                        .anyMatch(shown -> check.endsWith(" ") ? shown.startsWith(check + "<") : shown.equals(check)));
        String code = allCode();
        assertThat(page).allMatch(check -> code.contains("\"" + check.replaceAll("<.*", "")));
    }

    @Test
    void every_alert_is_documented_and_uses_documented_metrics() throws IOException {
        JsonNode rules = new YAMLMapper().readTree(Checkout.read(Checkout.ALERTS));
        Set<String> metrics = firstCells("## Metrics");

        assertThat(rules.findValuesAsText("alert")).containsExactlyInAnyOrderElementsOf(firstCells("## Alerts"));
        assertThat(rules.findValuesAsText("expr").stream().flatMap(WordsTest::metricsOf))
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(metrics).contains(metric));
    }

    @ParameterizedTest
    @ValueSource(strings = {"## Metrics", "## Alerts", "### Findings"})
    void nothing_is_documented_twice(String heading) {
        assertThat(explained(heading)).isNotEmpty().doesNotHaveDuplicates();
    }

    private static Stream<String> metricsOf(String expression) {
        return METRIC.matcher(expression).results().map(found -> found.group().replaceAll("_(count|sum|max)$", ""));
    }

    /** Micrometer adds the unit and {@code _total} to the name in the code. */
    private static boolean isNameOf(String shown, String inCode) {
        return Set.of(inCode, inCode + "_total", inCode + "_seconds", inCode + "_bytes")
                .contains(shown);
    }

    /** The names in the first column of the tables in the section with this heading. */
    private static Set<String> firstCells(String heading) {
        return Set.copyOf(explained(heading));
    }

    private static List<String> explained(String heading) {
        String page = Checkout.read(Checkout.OPERATIONS);
        int begin = page.indexOf("\n" + heading + "\n");
        assertThat(begin).as(heading).isNotNegative();
        String section = page.substring(begin + heading.length() + 2);
        Matcher next = Pattern.compile("(?m)^" + heading.replaceAll("[^#]", "") + " |^## ")
                .matcher(section);
        String body = next.find() ? section.substring(0, next.start()) : section;
        return FIRST_CELL.matcher(body).results().map(found -> found.group(1)).toList();
    }

    private static Set<String> inCode(Pattern pattern) {
        return pattern.matcher(allCode())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String allCode() {
        return Checkout.modules().stream()
                .flatMap(module -> Checkout.sources(module).stream())
                .map(Checkout::read)
                .collect(Collectors.joining("\n"));
    }
}
