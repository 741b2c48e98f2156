package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.holdfast.localstack.testing.NeedsProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The number of dump workers follows the number of waiting and running dumps. No worker is removed while a dump is
 * running (ADR 0025).
 */
class AutoscalingTest {

    private static final String FOLDER = "overlays/production";
    private static final String QUEUE =
            "holdfast_dump_queue_length{namespace=\"holdfast\", job=\"dump-service\", pod=\"%d\"}";
    private static final String REPLICAS =
            "kube_deployment_spec_replicas{namespace=\"holdfast\", deployment=\"dump-service\"}";

    /** Each pod that answers reports the length of the queue, or {@code NaN} if it cannot read the catalog. */
    @ParameterizedTest(name = "{0} replicas, reported queue lengths {1}: {2} replicas wanted")
    @CsvSource({
        "5, 0 0 0 0 0, 0, nothing waits or runs",
        "5, 1 1 1 1 1, 5, one dump runs in one of them",
        "5, 3 3 3 3 3, 5, three run",
        "5, 3 3 3 3 3 3 3, 5, two more pods are starting or stopping",
        "2, 7 7, 7, more wait than there are pods",
        "2, 2 2, 2, each runs one",
        "3, NaN NaN NaN, 3, no pod knows the length",
        "3, NaN 1 NaN, 3, one pod knows the length",
        "3, 0 NaN 0, 0, the pods that know it report an empty queue",
        "3, 1, 3, two pods do not report",
        "3, '', 3, no pod reports",
        "none, 1 1, none, the current number of replicas is unknown",
        "none, '', none, Prometheus has no samples",
    })
    @NeedsProgram({"kubectl", "promtool"})
    void no_pod_is_taken_away_while_a_dump_waits_or_runs(
            String replicas, String reported, String wanted, String why, @TempDir Path folder)
            throws IOException, InterruptedException {
        Path cases = folder.resolve("query-test.yml");
        new YAMLMapper()
                .writeValue(cases.toFile(), testOf(trigger().path("query").asText(), replicas, reported, wanted));

        Process promtool = new ProcessBuilder("promtool", "test", "rules", cases.toString())
                .redirectErrorStream(true)
                .start();
        String answer = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(why + ": " + answer).isZero();
    }

    @Test
    void one_pod_runs_one_dump_and_the_value_is_the_number_of_pods() {
        assertThat(environment("HOLDFAST_DUMP_WORKERS")).isEqualTo("1");
        assertThat(trigger().path("threshold").asText()).isEqualTo("1");
        assertThat(trigger().path("ignoreNullValues").asText()).isEqualTo("false");
        assertThat(scaledObject().at("/spec/triggers")).hasSize(1);
        assertThat(scaledObject().at("/spec/triggers/0/metricType").asText()).isEqualTo("AverageValue");
        assertThat(scaledObject().at("/spec/minReplicaCount").asInt()).isPositive();
    }

    @Test
    void only_the_scaler_scales_the_dump_service() {
        Deployment dump = Cluster.of(FOLDER)
                .deployment(scaledObject().at("/spec/scaleTargetRef/name").asText());

        assertThat(dump.getMetadata().getName()).isEqualTo("dump-service");
        assertThat(dump.getSpec().getReplicas()).isNull();
    }

    @Test
    void a_pod_that_is_told_to_stop_is_given_the_time_to_finish_and_to_hand_back() {
        Deployment dump = Cluster.of(FOLDER).deployment("dump-service");
        Duration finish = Duration.parse("PT" + environment("HOLDFAST_DUMP_FINISH_WITHIN"));

        Duration grace =
                Duration.ofSeconds(dump.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds());

        assertThat(grace).isGreaterThanOrEqualTo(finish.plusSeconds(8 + 10));
    }

    @Test
    void the_catalogue_has_connections_for_all_replicas_at_their_most() throws IOException {
        int wanted = 0;
        for (Deployment service : Cluster.of(FOLDER).deployments()) {
            Integer replicas = service.getSpec().getReplicas();
            int most = 1
                    + (replicas == null
                            ? scaledObject().at("/spec/maxReplicaCount").asInt()
                            : replicas);
            wanted += most * poolOf(service.getMetadata().getName());
        }

        int most = Cluster.of(FOLDER)
                .ofKind("postgresql.cnpg.io/v1/Cluster")
                .findFirst()
                .orElseThrow()
                .at("/spec/postgresql/parameters/max_connections")
                .asInt();
        assertThat(most).isGreaterThan(wanted);
    }

    private static int poolOf(String service) throws IOException {
        Path settings = Kustomization.ROOT.resolve(service).resolve("src/main/resources/application.properties");
        Properties properties = new Properties();
        if (Files.exists(settings)) {
            properties.load(Files.newBufferedReader(settings));
        }
        return Integer.parseInt(properties.getProperty("quarkus.datasource.jdbc.max-size", "20"));
    }

    private static Map<String, Object> testOf(String query, String replicas, String reported, String wanted) {
        List<Map<String, String>> series = new ArrayList<>();
        List<String> pods = reported.isBlank() ? List.of() : List.of(reported.split(" "));
        for (int i = 0; i < pods.size(); i++) {
            series.add(Map.of("series", QUEUE.formatted(i), "values", pods.get(i)));
        }
        if (!replicas.equals("none")) {
            series.add(Map.of("series", REPLICAS, "values", replicas));
        }
        // Other deployments do not count.
        series.add(Map.of("series", REPLICAS.replace("dump", "verify"), "values", "9"));
        List<Map<String, Object>> expected =
                wanted.equals("none") ? List.of() : List.of(Map.of("labels", "{}", "value", Integer.valueOf(wanted)));
        return Map.of(
                "rule_files",
                List.of(),
                "tests",
                List.of(Map.of(
                        "interval",
                        "1m",
                        "input_series",
                        series,
                        "promql_expr_test",
                        List.of(Map.of("expr", query, "eval_time", "0m", "exp_samples", expected)))));
    }

    private static JsonNode scaledObject() {
        return Cluster.of(FOLDER)
                .ofKind("keda.sh/v1alpha1/ScaledObject")
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode trigger() {
        return scaledObject().at("/spec/triggers/0/metadata");
    }

    private static String environment(String variable) {
        return Cluster.of(FOLDER)
                .ofKind("v1/ConfigMap")
                .map(map -> map.path("data").path(variable))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElseThrow();
    }
}
