package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.holdfast.localstack.testing.NeedsProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Grafana 10 and later can read the dashboards, and their queries use existing metrics. */
class DashboardsTest {

    private static final Path FOLDER = Checkout.ROOT.resolve("deploy/grafana");
    private static final Set<String> KINDS = Set.of("row", "stat", "timeseries", "bargauge", "table");
    private static final Pattern METRIC = Pattern.compile("\\bholdfast_[a-z_]+[a-z]\\b");
    private static final int COLUMNS = 24;

    @TempDir
    Path work;

    static Stream<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("dashboards"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void every_panel_has_a_position_a_data_source_and_a_unit(Path file) throws IOException {
        JsonNode board = read(file);
        Set<Integer> ids = new HashSet<>();

        assertThat(board.path("uid").asText() + ".json")
                .isEqualTo(file.getFileName().toString());
        assertThat(board.path("schemaVersion").asInt()).isBetween(38, 41);
        assertThat(board.path("panels")).isNotEmpty().allSatisfy(panel -> {
            JsonNode place = panel.path("gridPos");
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("type").asText()).isIn(KINDS);
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(COLUMNS);
        });
        assertThat(board.path("panels"))
                .filteredOn(panel -> !panel.path("type").asText().equals("row"))
                .allSatisfy(panel -> {
                    assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                    assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
                    assertThat(panel.path("targets"))
                            .isNotEmpty()
                            .allMatch(target -> target.hasNonNull("refId") && target.hasNonNull("expr"));
                });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void every_query_uses_documented_metrics(Path file) throws IOException {
        String page = Checkout.read(Checkout.OPERATIONS);

        assertThat(queries(read(file))
                        .flatMap(query -> METRIC.matcher(query).results().map(found -> found.group()))
                        .map(metric -> metric.replaceAll("_(count|sum|max)$", "")))
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(page).contains("| `" + metric + "` |"));
    }

    /** Writes the queries as rules, because every version of promtool checks rules. */
    @ParameterizedTest
    @MethodSource("dashboards")
    @NeedsProgram("promtool")
    void promtool_accepts_every_query(Path file) throws IOException, InterruptedException {
        List<String> queries = queries(read(file)).toList();
        List<Map<String, String>> rules = IntStream.range(0, queries.size())
                .mapToObj(i -> Map.of("record", "query:" + i, "expr", queries.get(i)))
                .toList();
        Path written = work.resolve("rules.yml");
        Files.writeString(
                written,
                new YAMLMapper()
                        .writeValueAsString(Map.of("groups", List.of(Map.of("name", "queries", "rules", rules)))));

        Promtool.accepts("check", "rules", written.toString());
    }

    @Test
    void the_provisioned_source_is_the_dashboards_default() throws IOException {
        JsonNode sources =
                new YAMLMapper().readTree(Checkout.read(FOLDER.resolve("provisioning/datasources/holdfast.yml")));

        assertThat(dashboards())
                .allSatisfy(file -> assertThat(read(file)
                                .at("/templating/list/0/current/value")
                                .asText())
                        .isEqualTo(sources.at("/datasources/0/uid").asText()));
    }

    private static Stream<String> queries(JsonNode board) {
        return StreamSupport.stream(board.path("panels").spliterator(), false)
                .flatMap(panel -> panel.path("targets").findValuesAsText("expr").stream())
                .map(query -> query.replace("$database", "app"));
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().readTree(Checkout.read(file));
    }
}
